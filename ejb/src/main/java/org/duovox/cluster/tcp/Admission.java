package org.duovox.cluster.tcp;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether the two servers let each other in. Thread-safe. */
final class Admission {

    /** A server that is refused asks again each second; so much later it is not refused any more, but cannot be reached. */
    private static final long REFUSED_FOR_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LinkAddresses addresses;
    private final LongSupplier nanoTime;
    private volatile Optional<InetAddress> accepted = Optional.empty();
    private volatile boolean refused;
    private volatile long refusedAt;

    /** @param nanoTime monotonic */
    Admission(LinkAddresses addresses, LongSupplier nanoTime) {
        this.addresses = addresses;
        this.nanoTime = nanoTime;
    }

    /** That server and this one have answered each other's pings. */
    void accept(InetAddress server) {
        refused = false;
        accepted = Optional.of(server);
    }

    /** The peer says that it does not list this server. */
    void refuse() {
        accepted = Optional.empty();
        refusedAt = nanoTime.getAsLong();
        refused = true;
    }

    /** Another server is the peer from now on. */
    void forget() {
        accepted = Optional.empty();
        refused = false;
    }

    /** An answer may come after the list was changed, so it counts only for who is listed. */
    boolean isAccepted() {
        return accepted.filter(addresses::accepts).isPresent();
    }

    boolean isRefused() {
        return refused && nanoTime.getAsLong() - refusedAt < REFUSED_FOR_NANOS;
    }
}
