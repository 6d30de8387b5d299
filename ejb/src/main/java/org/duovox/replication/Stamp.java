package org.duovox.replication;

import org.duovox.cluster.Member;

/**
 * When and where a field was last set, for merging: the greater stamp wins.
 *
 * @param time of a hybrid logical clock: 48 bits of milliseconds since 1970, then a 16-bit counter
 */
public record Stamp(long time, Member origin) implements Comparable<Stamp> {

    private static final int COUNTER_BITS = 16;

    /** The least time of that millisecond. */
    public static long timeAt(long millis) {
        return millis << COUNTER_BITS;
    }

    /** The millisecond of a time. */
    public static long millisOf(long time) {
        return time >>> COUNTER_BITS;
    }

    @Override
    public int compareTo(Stamp other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : origin.compareTo(other.origin);
    }
}
