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

    /** Calls back, soon and on any thread, whenever there are new entries; the callback must not block. */
    void onAppend(Runnable callback);
}
