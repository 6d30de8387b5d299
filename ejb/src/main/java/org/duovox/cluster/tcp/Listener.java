package org.duovox.cluster.tcp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.duovox.cluster.Member;
import org.duovox.cluster.NamedThreads;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.PeerListener;
import org.duovox.cluster.PingContent;

/** Accepts the peer's connections and answers its pings and requests. Whatever else arrives closes the connection. */
final class Listener {

    /** Connections whose handshake is not finished. */
    private static final int PENDING = 8;

    /** The peer needs three; the rest are left over from cuts and end by themselves. */
    private static final int CONNECTIONS = 16;

    /** A connection on which nothing came for so long is dead or not needed. */
    private static final int IDLE_MILLIS = 30_000;

    private static final int HANDLER_THREADS = 4;

    /** As many as the peer may send at a time. */
    private static final int HANDLER_QUEUE = 64;

    private final LinkAddresses addresses;
    private final SSLContext secret;
    private final Member self;
    private final PeerListener listener;
    private final Watch watch;
    private final Map<PeerLink.Service, PeerLink.Handler> handlers;
    private final Runnable connectionEnded;
    private final Admission admission;
    private final Strangers strangers;
    private final Semaphore pending = new Semaphore(PENDING);
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            0, CONNECTIONS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), NamedThreads.factory("duovox-link-reader"));
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            HANDLER_THREADS,
            HANDLER_THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(HANDLER_QUEUE),
            NamedThreads.factory("duovox-link-handler"));
    private final ServerSocket socket = new ServerSocket();

    Listener(
            LinkAddresses addresses,
            SSLContext secret,
            Member self,
            PeerListener listener,
            Watch watch,
            Map<PeerLink.Service, PeerLink.Handler> handlers,
            Runnable connectionEnded,
            Admission admission)
            throws IOException {
        this.addresses = addresses;
        this.secret = secret;
        this.self = self;
        this.listener = listener;
        this.watch = watch;
        this.handlers = handlers;
        this.connectionEnded = connectionEnded;
        this.admission = admission;
        this.strangers = new Strangers(addresses, secret, watch, Clock.systemUTC());
    }

    Strangers strangers() {
        return strangers;
    }

    void start() throws IOException {
        socket.setReuseAddress(true);
        socket.bind(addresses.listen(), PENDING);
        NamedThreads.factory("duovox-link-accept").newThread(this::accept).start();
    }

    void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            Troubles.log("The link's socket did not close", e);
        }
        strangers.stop();
        readers.shutdownNow();
        workers.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket raw = socket.accept();
                if (!addresses.accepts(raw.getInetAddress())) {
                    strangers.turnAway(raw);
                } else if (pending.tryAcquire()) {
                    welcome(raw);
                } else {
                    raw.close();
                }
            } catch (IOException | RuntimeException e) {
                Troubles.log("A connection was not accepted", e);
                pause();
            }
        }
    }

    /** So that a fault which repeats, such as too many open files, does not become a busy loop. */
    private void pause() {
        try {
            if (!socket.isClosed()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void welcome(Socket raw) throws IOException {
        try {
            readers.execute(() -> serve(raw));
        } catch (RejectedExecutionException e) {
            pending.release();
            raw.close();
        }
    }

    private void serve(Socket raw) {
        boolean waits = true;
        try (Connection connection = Connection.accepted(raw, secret)) {
            watch.limit(connection, Connection.HANDSHAKE_MILLIS);
            watch.guard(connection);
            try {
                if (!addresses.accepts(raw.getInetAddress())) {
                    return; // the list was changed while it came in
                }
                connection.handshake();
                watch.unlimit(connection);
                pending.release();
                waits = false;
                connection.readLimit(IDLE_MILLIS);
                readFrames(connection);
            } finally {
                watch.forget(connection);
            }
        } catch (IOException | RuntimeException e) {
            Troubles.log("A connection from " + raw.getInetAddress() + " ended", e);
        } finally {
            if (waits) {
                pending.release();
            }
        }
    }

    private void readFrames(Connection connection) throws IOException {
        boolean pinged = false;
        try {
            while (!connection.isClosed()) {
                Frame frame = connection.read();
                switch (frame.kind()) {
                    case PING -> {
                        answerPing(connection, PingCodec.decode(frame.body()), pinged);
                        pinged = true;
                    }
                    case REQUEST -> take(connection, frame);
                    case PONG, ANSWER, FAILURE, REFUSAL ->
                        throw new IOException("A " + frame.kind() + " where a question belongs");
                }
            }
        } finally {
            if (pinged) {
                connectionEnded.run();
            }
        }
    }

    /** The peer sends the next ping only when it has our answer to the last: from the second on both directions are proven. */
    private void answerPing(Connection connection, PingContent content, boolean proven) throws IOException {
        if (content.role().member() != self.peer()) {
            throw new IOException(
                    "The peer says that it is the " + content.role().member() + ", too");
        }
        connection.write(new Frame(Frame.Kind.PONG, PingCodec.encode(listener.content())));
        if (proven) {
            admission.accept(connection.remote(), content.level(), content.version());
        }
        listener.heard(content, proven);
    }

    private void take(Connection connection, Frame frame) throws IOException {
        if (frame.body().length < Frame.HEADER) {
            throw new IOException("A request without a header");
        }
        ByteBuffer body = ByteBuffer.wrap(frame.body());
        long number = body.getLong();
        long code = body.getLong();
        if (admission.isForeign()) {
            fail(connection, number, "The releases do not understand each other");
            return;
        }
        if (code < 0 || code >= Frame.SERVICES.size()) {
            // A newer release may ask for more; what else it asks on this connection is answered as ever.
            fail(connection, number, Frame.NO_SERVICE + code);
            return;
        }
        PeerLink.Service service = Frame.SERVICES.get((int) code);
        byte[] request = new byte[body.remaining()];
        body.get(request);
        try {
            workers.execute(() -> answer(connection, number, service, request));
        } catch (RejectedExecutionException e) {
            reply(connection, Frame.Kind.FAILURE, number, "busy".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void answer(Connection connection, long number, PeerLink.Service service, byte[] request) {
        try {
            PeerLink.Handler handler = handlers.get(service);
            if (handler == null) {
                fail(connection, number, Frame.NOBODY_SERVES + service);
                return;
            }
            byte[] answer = handler.answer(request);
            if (answer.length > PeerLink.MAX_FRAME) {
                fail(connection, number, "The answer has " + answer.length + " bytes");
            } else {
                reply(connection, Frame.Kind.ANSWER, number, answer);
            }
        } catch (Exception e) {
            Troubles.log("The peer's request for " + service + " failed", e);
            fail(connection, number, String.valueOf(e.getMessage()));
        }
    }

    private static void fail(Connection connection, long number, String why) {
        String brief = why.length() > 200 ? why.substring(0, 200) : why;
        try {
            reply(connection, Frame.Kind.FAILURE, number, brief.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Troubles.log("The peer does not take an answer", e);
            connection.close();
        }
    }

    private static void reply(Connection connection, Frame.Kind kind, long number, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Long.BYTES + content.length);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(number);
        out.write(content);
        connection.write(new Frame(kind, bytes.toByteArray()));
    }
}
