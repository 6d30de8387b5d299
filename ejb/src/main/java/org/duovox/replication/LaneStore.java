package org.duovox.replication;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the peer's entries of one lane go. Thread-safe. */
public interface LaneStore {

    Lane lane();

    /** The position up to which the peer's entries are here, on stable storage. */
    Position applied();

    /**
     * Takes entries in order. Entries that are here already are ignored; an entry whose previous one is missing, and what
     * follows it, is not taken.
     *
     * @return completes, when it is on stable storage, with the new {@link #applied}
     */
    CompletionStage<Position> apply(List<Entry> entries);
}
