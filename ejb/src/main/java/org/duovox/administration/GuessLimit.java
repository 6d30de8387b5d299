package org.duovox.administration;

import java.time.Duration;

/**
 * Bounds how fast administrators' passwords can be guessed on this server: after {@value #MOST_WRONG} wrong ones within a
 * minute nobody signs in until that minute is over. Thread-safe.
 */
public final class GuessLimit {

    static final int MOST_WRONG = 20;
    static final Duration PERIOD = Duration.ofMinutes(1);

    private int wrong;
    private long periodStartNanos;

    public synchronized boolean isAllowed(long nowNanos) {
        forgetWhatIsOver(nowNanos);
        return wrong < MOST_WRONG;
    }

    public synchronized void wrong(long nowNanos) {
        forgetWhatIsOver(nowNanos);
        if (wrong == 0) {
            periodStartNanos = nowNanos;
        }
        wrong++;
    }

    private void forgetWhatIsOver(long nowNanos) {
        if (wrong > 0 && nowNanos - periodStartNanos >= PERIOD.toNanos()) {
            wrong = 0;
        }
    }
}
