package org.duovox.cluster.tcp;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether the two servers let each other in. Thread-safe. */
final class Admission {

    /** A server that is refused asks again each second; so much later it is not refused any more, but cannot be reached. */
    private static final long REFUSED_FOR_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private volatile boolean accepted;
    private volatile boolean refused;
    private volatile long refusedAt;

    /** @param nanoTime monotonic */
    Admission(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Each has answered the other's ping. */
    void accept() {
        refused = false;
        accepted = true;
    }

    /** The peer says that it does not list this server. */
    void refuse() {
        accepted = false;
        refusedAt = nanoTime.getAsLong();
        refused = true;
    }

    /** Another server is the peer from now on. */
    void forget() {
        accepted = false;
        refused = false;
    }

    boolean isAccepted() {
        return accepted;
    }

    boolean isRefused() {
        return refused && nanoTime.getAsLong() - refusedAt < REFUSED_FOR_NANOS;
    }
}
