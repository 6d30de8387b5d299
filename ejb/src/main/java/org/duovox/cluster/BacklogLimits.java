package org.duovox.cluster;

import java.time.Duration;

/**
 * When a replication backlog is worth an alarm, and when it is a condition that may change a status.
 *
 * @param delayEntries the warning threshold, in entries that the peer has not acknowledged
 * @param delayLag the same, as the age of the oldest of them
 * @param mostEntries the limit; a server that joins with more takes the status Replicating Data
 * @param mostLag the same, as an age
 * @param lasting how long the backlog must be beyond its limit before a Secondary is deactivated
 */
public record BacklogLimits(
        long delayEntries, Duration delayLag, long mostEntries, Duration mostLag, Duration lasting) {

    /** The limit is some ten seconds of the highest rate measured; the warning comes at a tenth of it. */
    public static final BacklogLimits STANDARD =
            new BacklogLimits(500, Duration.ofSeconds(10), 5_000, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** Many entries at once that have not waited for so long are work, not a backlog. */
    static final long BURST_MILLIS = 1_000;

    /** Well below the warning threshold: replication has caught up. */
    private static final int CAUGHT_UP_PART = 10;

    public BacklogLimits {
        if (delayEntries < 1 || mostEntries < delayEntries) {
            throw new IllegalArgumentException("Of " + delayEntries + " and " + mostEntries
                    + " entries the first must be at least 1 and the second no less");
        }
        if (!delayLag.isPositive() || mostLag.compareTo(delayLag) < 0 || lasting.isNegative()) {
            throw new IllegalArgumentException("Of the lags " + delayLag + " and " + mostLag
                    + " the first must be positive and the second no less");
        }
    }

    BacklogLevel levelOf(long entries, long lagMillis) {
        long old = lagMillis < BURST_MILLIS ? 0 : entries;
        if (old > mostEntries || lagMillis > mostLag.toMillis()) {
            return BacklogLevel.BEYOND;
        }
        return old > delayEntries || lagMillis > delayLag.toMillis() ? BacklogLevel.DELAYED : BacklogLevel.NORMAL;
    }

    boolean isCaughtUp(long entries, long lagMillis) {
        return entries <= delayEntries / CAUGHT_UP_PART && lagMillis <= delayLag.toMillis() / CAUGHT_UP_PART;
    }
}
