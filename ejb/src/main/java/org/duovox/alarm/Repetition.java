package org.duovox.alarm;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Keeps an alarm that could be raised at every call from filling the history. */
public final class Repetition {

    /** An operator needs to know that it goes on, not how often: the history keeps 2,000 alarms. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<Alarm, Long> lastNanos = new EnumMap<>(Alarm.class);

    /** Whether it is to be raised now, by a clock that only goes on; then not again for a while. */
    public synchronized boolean allows(Alarm alarm, long nowNanos) {
        Long last = lastNanos.get(alarm);
        if (last != null && nowNanos - last < PAUSE.toNanos()) {
            return false;
        }
        lastNanos.put(alarm, nowNanos);
        return true;
    }
}
