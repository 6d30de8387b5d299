package org.duovox.replication;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

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

    /** The peer no longer has entries of its own that are here: its disk was replaced, or lied. It needs back what was in them. */
    default void peerLost() {}

    /**
     * Takes over everything that the peer has, because its log no longer holds what is missing here: this server is new, or was
     * away for very long.
     *
     * @param peer asks the peer's {@link LaneLog#copy}
     * @return completes, when it is on stable storage, with the new {@link #applied}
     */
    default CompletionStage<Position> copy(Function<byte[], CompletionStage<byte[]>> peer) {
        return CompletableFuture.failedFuture(new IllegalStateException("there are no copies in the lane " + lane()));
    }
}
