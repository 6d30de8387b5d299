package org.duovox.cluster.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.PeerLink;
import org.jspecify.annotations.Nullable;

/** Carries requests to the peer over one connection, made when first needed; answers come in any order. */
final class RequestChannel {

    private static final long LIMIT_NANOS = 10_000_000_000L;

    /** A connection over which something came since is not one that a cut has silenced; less than a ping waits. */
    private static final long SILENT_NANOS = 1_500_000_000L;

    /** Below the peer's own limit for idle connections, so that a request does not meet a closing one. */
    private static final int IDLE_MILLIS = 20_000;

    private final LinkAddresses addresses;
    private final SSLContext secret;
    private final Watch watch;
    private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(TcpPeerLink.REQUESTS);
    private final Map<Long, Request> asked = new ConcurrentHashMap<>();

    /** Of those asked: over which connection. */
    private final Map<Long, Connection> sent = new ConcurrentHashMap<>();

    private final Thread writer;
    private volatile boolean running = true;
    private volatile @Nullable Connection connection;

    /** When the connection was made, or gave something. */
    private volatile long heardAt;

    /** Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(
            long number, PeerLink.Service service, byte[] content, long askedAt, CompletableFuture<byte[]> answer) {}

    RequestChannel(LinkAddresses addresses, SSLContext secret, Watch watch) {
        this.addresses = addresses;
        this.secret = secret;
        this.watch = watch;
        this.writer = NamedThreads.factory("duovox-link-ask").newThread(this::write);
    }

    void start() {
        writer.start();
    }

    int load() {
        return asked.size();
    }

    void ask(Request request) {
        asked.put(request.number(), request);
        if (!running || !queue.offer(request)) {
            fail(request.number(), new IOException("The link is stopped or has too many requests"));
        }
    }

    void expire(long now) {
        for (Request request : asked.values()) {
            if (now - request.askedAt() > LIMIT_NANOS) {
                fail(request.number(), new TimeoutException("The peer did not answer within 10 s"));
            }
        }
    }

    /**
     * The peer is silent. What was asked is lost now, not after 10 s, and what is asked next gets a connection of its own: after a cut
     * TCP tries the old one again only when as much time has passed as the cut took.
     */
    void renew() {
        if (System.nanoTime() - heardAt >= SILENT_NANOS) {
            disconnect();
        }
    }

    private void disconnect() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    void stop() {
        running = false;
        writer.interrupt();
        disconnect();
        failAll(new IOException("The link is stopped"));
    }

    private void write() {
        while (running) {
            try {
                Request request = queue.take();
                if (asked.containsKey(request.number())) {
                    send(request);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(Request request) {
        try {
            Connection open = connection;
            if (open == null || open.isClosed()) {
                open = connect();
            }
            ByteBuffer body = ByteBuffer.allocate(Frame.HEADER + request.content().length);
            body.putLong(request.number())
                    .putLong(Frame.SERVICES.indexOf(request.service()))
                    .put(request.content());
            sent.put(request.number(), open);
            open.write(new Frame(Frame.Kind.REQUEST, body.array()));
        } catch (IOException | RuntimeException e) {
            Troubles.log("A request did not reach the peer", e);
            fail(request.number(), new IOException("No contact with the peer", e));
            disconnect();
        }
    }

    private Connection connect() throws IOException {
        Connection fresh = Connection.to(addresses, secret);
        try {
            watch.limit(fresh, Connection.HANDSHAKE_MILLIS);
            fresh.handshake();
            watch.unlimit(fresh);
            fresh.readLimit(IDLE_MILLIS);
            watch.guard(fresh);
            if (!addresses.accepts(fresh.remote())) {
                throw new IOException("The peer was changed while it was called");
            }
        } catch (IOException e) {
            watch.forget(fresh);
            fresh.close();
            throw e;
        }
        heardAt = System.nanoTime();
        connection = fresh;
        NamedThreads.factory("duovox-link-answers").newThread(() -> read(fresh)).start();
        return fresh;
    }

    private void read(Connection open) {
        try (open) {
            while (running) {
                Frame frame = open.read();
                heardAt = System.nanoTime();
                ByteBuffer body = ByteBuffer.wrap(frame.body());
                if (body.remaining() < Long.BYTES) {
                    throw new IOException("An answer without a number");
                }
                long number = body.getLong();
                byte[] content = new byte[body.remaining()];
                body.get(content);
                switch (frame.kind()) {
                    case ANSWER -> complete(number, content);
                    case FAILURE -> fail(number, failure(new String(content, StandardCharsets.UTF_8)));
                    case PING, PONG, REQUEST, REFUSAL ->
                        throw new IOException("A " + frame.kind() + " where an answer belongs");
                }
            }
        } catch (IOException | RuntimeException e) {
            Troubles.log("A connection for requests ended", e);
        } finally {
            watch.forget(open);
            // What waits in the queue gets a new connection; what was sent is lost with this one.
            sent.forEach((number, over) -> {
                if (over == open) {
                    fail(number, new IOException("The connection to the peer ended"));
                }
            });
        }
    }

    static IOException failure(String why) {
        String told = "The peer: " + why;
        boolean starts = why.startsWith(Frame.NOBODY_SERVES);
        return starts || why.startsWith(Frame.NO_SERVICE) ? new PeerLink.Unserved(told, starts) : new IOException(told);
    }

    private void complete(long number, byte[] content) {
        Request request = asked.remove(number);
        sent.remove(number);
        if (request != null) {
            request.answer().complete(content);
        }
    }

    private void fail(long number, Exception why) {
        Request request = asked.remove(number);
        sent.remove(number);
        if (request != null) {
            request.answer().completeExceptionally(why);
        }
    }

    private void failAll(Exception why) {
        asked.keySet().forEach(number -> fail(number, why));
    }
}
