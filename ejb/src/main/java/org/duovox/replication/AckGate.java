package org.duovox.replication;

import java.util.concurrent.CompletionStage;

/** Tells when what was written here is on the peer's stable storage too. */
public interface AckGate {

    /**
     * Completes with TWO_COPIES when the peer has acknowledged both positions, and with SINGLE_COPY when the role manager has
     * declared the peer lost, or after 4 s with a peer that lives but does not acknowledge (architecture.md, single-copy rule).
     * Never completes exceptionally.
     */
    CompletionStage<Receipt> whenSafe(Position records, Position audio);

    /** How many servers have it. */
    enum Receipt {
        TWO_COPIES,
        SINGLE_COPY
    }
}
