package org.duovox.data.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.ServiceHealth;
import org.duovox.data.DataConnector;
import org.jspecify.annotations.Nullable;

/** The database runs as long as it commits to stable storage; it is tried twice a second. */
@ApplicationScoped
public class DatabaseHealth implements ServiceHealth {

    /** A forced write each; found within the 3 s aimed at even when the database hangs instead of failing. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The role manager has long taken the silence for a failure; then it is asked anew. */
    private static final int LIMIT_SECONDS = 30;

    private volatile @Nullable DataConnector data;
    private volatile boolean committed;
    private volatile long committedAt;

    /**
     * Told by the committer's own bean. Looking for that from the role manager's thread while the server starts meets the
     * container's locks in the wrong order: the server stood still (seen).
     *
     * @param running null when the server stops: a database that is not used does not fail
     */
    void watch(@Nullable DataConnector running) {
        data = running;
    }

    @Override
    public String service() {
        return "Connection DB";
    }

    @Override
    public boolean critical() {
        return true;
    }

    @Override
    public State state() {
        DataConnector running = data;
        boolean justNow = committed && System.nanoTime() - committedAt < INTERVAL_NANOS;
        if (running == null || justNow) {
            return State.OK;
        }
        try {
            running.probe().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            committedAt = System.nanoTime();
            committed = true;
            return State.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return State.OK;
        } catch (TimeoutException e) {
            committed = false;
            return State.FAILED;
        } catch (ExecutionException e) {
            // Refused: the server stops, or so many commands wait that none of ours is needed to show that they are
            // done.
            committed = e.getCause() instanceof RejectedExecutionException;
            return committed ? State.OK : State.FAILED;
        }
    }
}
