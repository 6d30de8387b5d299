package org.duovox.cluster.tcp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.duovox.cluster.FeatureLevel;

/** Whether the two servers let each other in. Thread-safe. */
final class Admission {

    /** A server that is refused asks again each second. */
    private static final long SAY_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    private final LinkAddresses addresses;
    private final LongSupplier nanoTime;
    private volatile Optional<InetAddress> accepted = Optional.empty();
    private volatile boolean refused;
    private volatile boolean foreign;
    private long saidAt;

    /** @param nanoTime monotonic */
    Admission(LinkAddresses addresses, LongSupplier nanoTime) {
        this.addresses = addresses;
        this.nanoTime = nanoTime;
    }

    /** That server, which runs such a release, and this one have answered each other's pings. */
    void accept(InetAddress server, FeatureLevel level, String release) {
        refused = false;
        boolean understood = FeatureLevel.OURS.understands(level);
        if (!understood && !foreign) {
            LOG.log(
                    Level.ERROR,
                    "The other server runs release {0}, which is too far from this one for them to exchange data. Upgrade one release at a"
                            + " time, the subscriber first; what changes meanwhile is kept and sent then.",
                    release);
        }
        foreign = !understood;
        accepted = understood ? Optional.of(server) : Optional.empty();
    }

    /** They know each other's roles, but not what the other one writes. */
    boolean isForeign() {
        return foreign;
    }

    /**
     * The peer says that it does not list this server. For one thread only.
     *
     * @return whether that is news, or was said long ago
     */
    boolean refuse() {
        long now = nanoTime.getAsLong();
        boolean say = !refused || now - saidAt >= SAY_AGAIN_NANOS;
        saidAt = say ? now : saidAt;
        accepted = Optional.empty();
        refused = true;
        return say;
    }

    /** Another server is the peer from now on. */
    void forget() {
        accepted = Optional.empty();
        foreign = false;
        refused = false;
    }

    /** An answer may come after the list was changed, so it counts only for who is listed. */
    boolean isAccepted() {
        return accepted.filter(addresses::accepts).isPresent();
    }

    /** It stays so while the peer cannot be reached: who was refused last does not take over from it then. */
    boolean isRefused() {
        return refused;
    }
}
