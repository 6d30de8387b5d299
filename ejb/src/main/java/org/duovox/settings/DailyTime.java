package org.duovox.settings;

import java.time.LocalTime;

/** A part of each day, from the one time up to the other, over midnight if that is earlier; all day if both are the same. */
public record DailyTime(LocalTime from, LocalTime to) {

    public static final DailyTime ALWAYS = new DailyTime(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public boolean covers(LocalTime time) {
        if (from.equals(to)) {
            return true;
        }
        boolean begun = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }
}
