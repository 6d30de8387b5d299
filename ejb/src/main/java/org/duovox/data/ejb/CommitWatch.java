package org.duovox.data.ejb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.ServiceHealth.State;
import org.duovox.cluster.StoppedComponents;
import org.jspecify.annotations.Nullable;

/** Tries a commit twice a second. One that fails is a failure; one that only takes long is not while connections answer. */
final class CommitWatch {

    static final long INTERVAL = Duration.ofMillis(500).toNanos();

    /** A busy machine or disk has taken more than 2 s for a commit (seen); a disk that hangs takes for ever. */
    static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    /** While a server starts, the first commits compete with the rest of the start; on a busy machine for more than 5 s (seen). */
    static final long STARTS = Duration.ofMinutes(2).toNanos();

    static final long PATIENCE_AT_START = Duration.ofSeconds(30).toNanos();

    private final long began;
    private @Nullable CompletableFuture<Boolean> asked;
    private long askedAt;
    private boolean failed;

    CommitWatch(long now) {
        this.began = now;
    }

    /**
     * What is known of the database now.
     *
     * @param probe begins a commit
     * @param answers whether a connection is valid; may block
     */
    State look(long now, Supplier<CompletionStage<Boolean>> probe, BooleanSupplier answers) {
        CompletableFuture<Boolean> last = asked;
        boolean waits = last != null && !last.isDone();
        if (last != null && !waits) {
            failed = last.isCompletedExceptionally() && !wasRefused(last);
        }
        if (last == null || (!waits && now - askedAt >= INTERVAL)) {
            asked = probe.get().toCompletableFuture();
            askedAt = now;
        }
        return failed || (waits && hangs(now, answers)) ? State.FAILED : State.OK;
    }

    private boolean hangs(long now, BooleanSupplier answers) {
        long waited = now - askedAt;
        return now - began < STARTS ? waited >= PATIENCE_AT_START : waited >= PATIENCE || !answers.getAsBoolean();
    }

    /** The server stops, or so many commands wait that none of ours is needed to show that they are done. */
    private static boolean wasRefused(CompletableFuture<Boolean> done) {
        return done.exceptionNow() instanceof RejectedExecutionException
                || StoppedComponents.isSaidBy(done.exceptionNow());
    }
}
