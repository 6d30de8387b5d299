package org.duovox.cluster.tcp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS connection that carries frames. Reading and writing may go on at the same time; a hung one is closed from outside. */
final class Connection implements AutoCloseable {

    /** A connection that is not made by then is retried: the peer's host is in the same network. */
    static final int CONNECT_MILLIS = 500;

    /** A peer that does not finish the handshake by then is not ours. */
    static final int HANDSHAKE_MILLIS = 2_000;

    /** A write is stuck when the peer's process hangs or the wire is cut. */
    private static final long STUCK_NANOS = 5_000_000_000L;

    private final Socket raw;
    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean busy;
    private volatile long busySince;

    private Connection(Socket raw, SSLSocket socket) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 16_384));
    }

    /** Connects from our own address; the caller has to call {@link #handshake}. */
    static Connection to(LinkAddresses addresses, SSLContext secret) throws IOException {
        Socket raw = new Socket();
        try {
            raw.bind(new InetSocketAddress(addresses.own(), 0));
            raw.connect(addresses.target(), CONNECT_MILLIS);
            return layered(raw, secret, true);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    static Connection accepted(Socket raw, SSLContext secret) throws IOException {
        return layered(raw, secret, false);
    }

    private static Connection layered(Socket raw, SSLContext secret, boolean client) throws IOException {
        raw.setTcpNoDelay(true);
        raw.setSoTimeout(HANDSHAKE_MILLIS);
        InetAddress remote = raw.getInetAddress();
        SSLSocket socket =
                (SSLSocket) secret.getSocketFactory().createSocket(raw, remote.getHostAddress(), raw.getPort(), true);
        socket.setUseClientMode(client);
        socket.setNeedClientAuth(!client);
        socket.setEnabledProtocols(new String[] {"TLSv1.3"});
        return new Connection(raw, socket);
    }

    void handshake() throws IOException {
        socket.startHandshake();
    }

    InetAddress remote() {
        return raw.getInetAddress();
    }

    void readLimit(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    Frame read() throws IOException {
        return Frame.read(in);
    }

    void write(Frame frame) throws IOException {
        writing.lock();
        try {
            busySince = System.nanoTime();
            busy = true;
            frame.write(out);
        } finally {
            busy = false;
            writing.unlock();
        }
    }

    boolean isStuck(long now) {
        return busy && now - busySince > STUCK_NANOS;
    }

    boolean isClosed() {
        return raw.isClosed();
    }

    /** Closes the TCP socket: a TLS close would wait for a peer that may hang. */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // Closed enough.
        }
    }
}
