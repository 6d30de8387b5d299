package org.duovox.replication;

/** How far the peer is behind what was written here. Never blocks. */
public interface ReplicationFigures {

    /** Entries of both lanes that the peer has not acknowledged. */
    long backlogEntries();

    /** For how long the oldest of these has been on its way, in milliseconds; 0 when there are none. */
    long lagMillis();
}
