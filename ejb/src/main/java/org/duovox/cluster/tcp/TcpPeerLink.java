package org.duovox.cluster.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.PeerListener;
import org.duovox.cluster.Stranger;

/**
 * The link between the two servers: TLS 1.3 with the cluster's secret on both sides. Pings have a connection of their own in
 * each direction, requests have two others, so that a large answer never delays a ping.
 */
public final class TcpPeerLink implements PeerLink, AutoCloseable {

    /** {@link PeerLink}: at most so many requests wait at a time. */
    static final int REQUESTS = 64;

    private final Watch watch = new Watch();
    private final Admission admission;
    private final LinkAddresses addresses;
    private final Map<Service, Handler> handlers = new ConcurrentHashMap<>();
    private final Listener listener;
    private final Pinger pinger;
    private final List<RequestChannel> channels;
    private final Semaphore places = new Semaphore(REQUESTS);
    private final AtomicLong numbers = new AtomicLong();

    public TcpPeerLink(LinkAddresses addresses, SSLContext secret, Member self, PeerListener role) throws IOException {
        this.addresses = addresses;
        this.admission = new Admission(addresses, System::nanoTime);
        this.channels =
                List.of(new RequestChannel(addresses, secret, watch), new RequestChannel(addresses, secret, watch));
        this.pinger = new Pinger(
                addresses, secret, self, role, watch, admission, () -> channels.forEach(RequestChannel::renew));
        this.listener = new Listener(addresses, secret, self, role, watch, handlers, pinger::pingNow, admission);
    }

    /**
     * Listens and pings from now on.
     *
     * @throws IOException when the port cannot be had
     */
    public void start() throws IOException {
        listener.start();
        watch.start(() -> channels.forEach(channel -> channel.expire(System.nanoTime())));
        channels.forEach(RequestChannel::start);
        pinger.start();
    }

    /** Names the peer, from now on; none if no other server is listed. Whoever was the peer before is cut off. */
    public synchronized void peer(Optional<InetAddress> listed) {
        if (listed.equals(addresses.peer())) {
            return;
        }
        addresses.peer(listed);
        admission.forget();
        listener.strangers().forget();
        watch.closeAll();
        pinger.peerChanged();
    }

    public Optional<InetAddress> peer() {
        return addresses.peer();
    }

    @Override
    public boolean accepted() {
        return admission.isAccepted();
    }

    /** Whether the peer's release and ours do not understand each other: then they agree about the roles and exchange no data. */
    public boolean isForeign() {
        return admission.isForeign();
    }

    /** Whether the peer said last that it does not list this server. */
    public boolean isRefused() {
        return admission.isRefused();
    }

    /** The last server that knows the secret and is not listed, since the list was changed last. */
    public Optional<Stranger> stranger() {
        return listener.strangers().last();
    }

    /** Tells the peer at once; does not block. */
    public void pingNow() {
        pinger.pingNow();
    }

    @Override
    public CompletionStage<byte[]> ask(Service service, byte[] request) {
        if (request.length > MAX_FRAME) {
            return CompletableFuture.failedFuture(new IOException("A request of " + request.length + " bytes"));
        }
        if (admission.isForeign()) {
            return CompletableFuture.failedFuture(new Unserved("The peer's release does not understand ours", false));
        }
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(new IOException("Too many requests wait for the peer"));
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        CompletionStage<byte[]> released = answer.whenComplete((content, failure) -> places.release());
        RequestChannel first = channels.getFirst();
        RequestChannel second = channels.getLast();
        RequestChannel free = first.load() <= second.load() ? first : second;
        free.ask(new RequestChannel.Request(
                numbers.incrementAndGet(), service, request.clone(), System.nanoTime(), answer));
        return released;
    }

    @Override
    public void serve(Service service, Handler handler) {
        handlers.put(service, handler);
    }

    @Override
    public void close() {
        pinger.stop();
        listener.stop();
        channels.forEach(RequestChannel::stop);
        watch.stop();
    }
}
