package org.duovox.service;

import java.time.Duration;

/** Notices that one round of work takes too long, though nobody reads a clock at its beginning. Thread-safe. */
public final class RoundWatch {

    /** No round is under way. */
    public static final long IDLE = -1;

    private final long limitNanos;
    private long round = IDLE;
    private long sinceNanos;

    /** @param limit the longest that a round may take */
    public RoundWatch(Duration limit) {
        limitNanos = limit.toNanos();
    }

    /**
     * Whether the work gets on.
     *
     * @param underWay the number of the round that is under way, or {@link #IDLE}
     * @return false when it has been under way for too long
     */
    public synchronized boolean isInTime(long underWay, long nowNanos) {
        if (underWay != round) {
            round = underWay;
            sinceNanos = nowNanos;
        }
        return underWay == IDLE || nowNanos - sinceNanos <= limitNanos;
    }
}
