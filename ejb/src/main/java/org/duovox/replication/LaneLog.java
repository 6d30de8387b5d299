package org.duovox.replication;

import java.util.List;

/** This server's own entries of one lane, all on stable storage. Thread-safe. */
public interface LaneLog {

    Lane lane();

    /** The newest entry's position. */
    Position last();

    /**
     * Entries after a position, oldest first.
     *
     * @param maxBytes of bodies together; at least one entry is given if there is one
     */
    List<Entry> after(Position position, int maxBytes);

    /** The peer has everything up to here on its stable storage; earlier entries may be forgotten. */
    void acknowledged(Position position);

    /** What the peer was known to have when this process began; {@link Position#NONE} when that is not known. */
    default Position acknowledgedBefore() {
        return Position.NONE;
    }

    /** How many entries follow the position, of those that are still here. Unless overridden, numbers go on over epochs. */
    default long countAfter(Position position) {
        return Math.max(0, last().number() - position.number());
    }

    /**
     * A part of everything that this server has in the lane, for a peer that lacks entries which the log no longer holds.
     *
     * @param request of the peer's {@link LaneStore#copy}; empty for the first part
     * @throws MalformedEntryException when the request is none
     */
    default byte[] copy(byte[] request) {
        throw new IllegalStateException("there are no copies in the lane " + lane());
    }

    /** Calls back, soon and on any thread, whenever there are new entries; the callback must not block. */
    void onAppend(Runnable callback);
}
