package org.duovox.data;

import org.duovox.replication.Position;

/**
 * Where this server's journal stands; changes with every commit, in the same transaction.
 *
 * @param epoch of this start of the server
 * @param last position of our newest entry
 * @param clock where the {@link HybridClock} stands
 * @param applied position of the peer's newest entry that is in our records
 * @param acknowledged our newest entry that the peer is known to have; may lag
 */
public record JournalState(int epoch, Position last, HybridClock.Mark clock, Position applied, Position acknowledged) {

    /** Before the very first start. */
    public static final JournalState NONE =
            new JournalState(0, Position.NONE, HybridClock.Mark.NONE, Position.NONE, Position.NONE);

    JournalState withLast(Position now) {
        return new JournalState(epoch, now, clock, applied, acknowledged);
    }

    JournalState withApplied(Position now) {
        return new JournalState(epoch, last, clock, now, acknowledged);
    }

    JournalState inEpoch(int now) {
        return new JournalState(now, last, clock, applied, acknowledged);
    }
}
