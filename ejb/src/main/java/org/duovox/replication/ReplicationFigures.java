package org.duovox.replication;

/** How far the peer is behind what was written here. Never blocks. */
public interface ReplicationFigures {

    /**
     * Entries of both lanes that the peer has not acknowledged. What it had acknowledged is known over a restart; of a peer that never
     * acknowledged anything it is not known, and 0, until it is met.
     */
    long backlogEntries();

    /** The age of the oldest of these, in milliseconds, at most since this process began; 0 when there are none. */
    long lagMillis();
}
