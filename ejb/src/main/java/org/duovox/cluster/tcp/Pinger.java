package org.duovox.cluster.tcp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.Member;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.PeerListener;
import org.duovox.cluster.PingContent;
import org.duovox.cluster.PingFailure;
import org.jspecify.annotations.Nullable;

/** Pings the peer on a connection of its own, one at a time. */
final class Pinger {

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    private static final long INTERVAL_MILLIS = 250;

    /** Who is not listed may be so soon, and need not ask more often. */
    private static final long REFUSED_MILLIS = 1_000;

    /** The silence that counts as loss; a later answer is of no use. */
    private static final int ANSWER_MILLIS = 2_000;

    private final LinkAddresses addresses;
    private final SSLContext secret;
    private final Member self;
    private final PeerListener listener;
    private final Watch watch;
    private final Admission admission;
    private final Runnable whenSilent;
    private final Semaphore soon = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable Connection connection;

    /** @param whenSilent told when the peer has not answered for 2 s, and again while it does not; must not block */
    Pinger(
            LinkAddresses addresses,
            SSLContext secret,
            Member self,
            PeerListener listener,
            Watch watch,
            Admission admission,
            Runnable whenSilent) {
        this.addresses = addresses;
        this.secret = secret;
        this.self = self;
        this.listener = listener;
        this.watch = watch;
        this.admission = admission;
        this.whenSilent = whenSilent;
        this.thread = NamedThreads.factory("duovox-link-ping").newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /** Pings at once instead of at the next interval. */
    void pingNow() {
        if (soon.availablePermits() == 0) {
            soon.release();
        }
    }

    /** The peer is another server now. */
    void peerChanged() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    void stop() {
        running = false;
        thread.interrupt();
        disconnect();
    }

    private void run() {
        boolean hadReset = false;
        while (running) {
            PingFailure failure = ping();
            if (failure != null && running) {
                disconnect();
                listener.failed(failure);
                if (failure == PingFailure.TIMEOUT) {
                    whenSilent.run();
                }
            }
            // After a reset the next attempt shows at once whether a process is still there.
            boolean again = failure == PingFailure.RESET && !hadReset;
            hadReset = failure == PingFailure.RESET;
            try {
                if (!again
                        && soon.tryAcquire(
                                admission.isRefused() ? REFUSED_MILLIS : INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                    soon.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private @Nullable PingFailure ping() {
        if (addresses.peer().isEmpty()) {
            return null;
        }
        try {
            Connection open = connection;
            if (open == null) {
                open = Connection.to(addresses, secret);
                connection = open;
                if (!addresses.accepts(open.remote())) {
                    disconnect(); // the peer was changed while it was called
                    return null;
                }
                watch.limit(open, Connection.HANDSHAKE_MILLIS);
                open.handshake();
                watch.unlimit(open);
                open.readLimit(ANSWER_MILLIS);
            }
            open.write(new Frame(Frame.Kind.PING, PingCodec.encode(listener.content())));
            Frame answer = open.read();
            if (answer.kind() == Frame.Kind.REFUSAL) {
                refused();
                return PingFailure.RESET;
            }
            if (answer.kind() != Frame.Kind.PONG) {
                throw new IOException("A ping was answered by a " + answer.kind());
            }
            PingContent content = PingCodec.decode(answer.body());
            if (content.role().member() != self.peer()) {
                throw new IOException(
                        "The peer says that it is the " + content.role().member() + ", too");
            }
            admission.accept(open.remote(), content.level(), content.version());
            listener.heard(content, true);
            return null;
        } catch (SocketTimeoutException e) {
            return PingFailure.TIMEOUT;
        } catch (ConnectException e) {
            return PingFailure.REFUSED;
        } catch (IOException | RuntimeException e) {
            Troubles.log("The peer does not answer pings", e);
            return connection == null ? PingFailure.TIMEOUT : PingFailure.RESET;
        }
    }

    private void refused() {
        listener.refused();
        if (admission.refuse()) {
            LOG.log(
                    Level.WARNING,
                    switch (self) {
                        case SUBSCRIBER ->
                            "The publisher refuses this server, which is not in its list of servers; add it there"
                                    + " (Administration > System Settings > Cluster).";
                        case PUBLISHER ->
                            "The subscriber refuses this server: it was installed with another publisher's address.";
                    });
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            watch.unlimit(open);
            open.close();
        }
    }
}
