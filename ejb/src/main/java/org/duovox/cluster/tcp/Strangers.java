package org.duovox.cluster.tcp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.Stranger;

/**
 * Turns away servers that are not listed. Who knows the cluster's secret is told why, so that the other server can say it too, and
 * is worth a line in the log; anybody else is only closed.
 */
final class Strangers {

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    /** A server that is not listed asks each second. */
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

    /**
     * A few at a time and tens a second, however many come: a handshake costs a millisecond of processor time. A server that was just
     * taken off the list comes with three connections at once, and must be told within 2 s on one of them, or it takes the other for lost.
     */
    private static final int PORTERS = 4;

    private static final long PAUSE_MILLIS = 100;

    private final LinkAddresses addresses;
    private final SSLContext secret;
    private final Watch watch;
    private final Clock clock;
    private final ThreadPoolExecutor porter = new ThreadPoolExecutor(
            0, PORTERS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), NamedThreads.factory("duovox-link-porter"));
    private volatile Optional<Stranger> last = Optional.empty();
    private Instant said = Instant.MIN;

    Strangers(LinkAddresses addresses, SSLContext secret, Watch watch, Clock clock) {
        this.addresses = addresses;
        this.secret = secret;
        this.watch = watch;
        this.clock = clock;
    }

    /** The last one that knew the secret. */
    Optional<Stranger> last() {
        return last;
    }

    /** Call it when the list has been changed: whoever was a stranger may be listed now. */
    synchronized void forget() {
        last = Optional.empty();
    }

    void turnAway(Socket raw) throws IOException {
        try {
            porter.execute(() -> answer(raw));
        } catch (RejectedExecutionException e) {
            raw.close();
        }
    }

    void stop() {
        porter.shutdownNow();
    }

    private void answer(Socket raw) {
        InetAddress from = raw.getInetAddress();
        try (Connection connection = Connection.accepted(raw, secret)) {
            watch.limit(connection, Connection.HANDSHAKE_MILLIS);
            try {
                connection.handshake();
                // Read first: closing with something unread would reset the connection, and our word would be lost.
                connection.read();
                connection.write(new Frame(Frame.Kind.REFUSAL, new byte[0]));
                met(from);
            } finally {
                watch.unlimit(connection);
            }
        } catch (IOException | RuntimeException e) {
            Troubles.log("A connection from " + from + ", which is not listed, ended", e);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** May have been listed while it was turned away; nobody would forget it then. */
    synchronized void met(InetAddress from) {
        if (addresses.accepts(from)) {
            return;
        }
        Instant now = clock.instant();
        Stranger stranger = new Stranger(from, now);
        last = Optional.of(stranger);
        if (said.isBefore(now.minus(SAY_AGAIN))) {
            said = now;
            LOG.log(Level.WARNING, stranger.sentence());
        }
    }
}
