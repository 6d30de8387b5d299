package org.duovox.cluster;

/** What the role manager needs to know of replication. Asked every 200 ms on a thread of its own; may block shortly. */
@FunctionalInterface
public interface ReplicationProgress {

    /** Whether this server has, as far as it knows, everything the peer has. */
    boolean levelWithPeer();
}
