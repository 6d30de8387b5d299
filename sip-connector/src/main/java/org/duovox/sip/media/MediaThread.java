package org.duovox.sip.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The clock of some sessions: a thread that every 20 ms receives what has come and sends what is due.
 *
 * <p>It does not wake for a packet, only for the tick and for orders: a recorder needs nothing earlier, and so a thousand calls
 * cost 50 wake-ups a second and not 50,000. Without sessions it sleeps.
 */
final class MediaThread {

    /** What a session is asked to do, carried out on this thread. */
    interface Order {
        void carryOut(long now);
    }

    private static final Logger LOG = System.getLogger(MediaThread.class.getName());

    /** A tick that is later than this is left out: nobody wants to hear it any more. */
    private static final long LATEST_NANOS = 200_000_000;

    /** More than a second's packets from each socket; what a flood sends beyond that waits in the kernel or is dropped there. */
    private static final int MAX_RECEIVE_ROUNDS = 64;

    /** More than a socket's default buffer holds. */
    private static final int MAX_LAST_PACKETS = 1000;

    /** So many orders between two looks at the clock. */
    private static final int MAX_ORDERS = 1000;

    /** Longer than any packet that we take; more is cut off, and then refused for its length. */
    private static final int BUFFER_LENGTH = 2048;

    /** Recordings are flushed meanwhile; a sink that blocks must not hold up the server's end. */
    private static final long CLOSE_MILLIS = 5000;

    /** A hang is to be noticed within 2 s; a round takes less than 20 ms, and a pause of the whole process is not ours. */
    private static final long LONGEST_ROUND_NANOS = 1_500_000_000;

    private static final long EPOCH = System.nanoTime();

    private static final long WAITS = -1;

    private static final long LOG_INTERVAL_NANOS = 60_000_000_000L;

    private final PortRange portRange;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final List<Order> taken = new ArrayList<>();
    private final List<RtpSession> sessions = new ArrayList<>();
    private final List<PortPair> closing = new ArrayList<>();
    private final byte[] data = new byte[BUFFER_LENGTH];
    private final ByteBuffer buffer = ByteBuffer.wrap(data);
    private final Consumer<SelectionKey> receiver = this::receiveOne;

    private volatile boolean stopping;
    private volatile int sessionCount;
    private volatile long workingSince = WAITS;
    private long now;
    private long nextTick;
    private long tick;
    private long lastFailureLogged;
    private boolean anyFailureLogged;

    @SuppressWarnings("ThreadPriorityCheck") // A hint where the system takes it; nothing relies on it.
    MediaThread(String name, PortRange portRange) throws IOException {
        this.portRange = portRange;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform()
                .name(name)
                .daemon(true)
                .priority(Thread.MAX_PRIORITY)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void post(Order order) {
        orders.add(order);
        LockSupport.unpark(thread);
    }

    void add(RtpSession session) {
        post(ignored -> {
            sessions.add(session);
            sessionCount = sessions.size();
        });
    }

    /** Begins to receive; what came before waits in the sockets until it is known who the peer is. On this thread only. */
    void listen(RtpSession session) {
        try {
            session.ports().rtp().register(selector, SelectionKey.OP_READ, session);
            session.ports().rtcp().register(selector, SelectionKey.OP_READ, session);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the channel of an open session is closed", impossible);
        }
    }

    int sessionCount() {
        return sessionCount;
    }

    /**
     * Closes a session when it has heard what waits in its socket; its ports are free a moment later. On this thread only.
     *
     * <p>After a pause of the process, seconds of speech wait there and the caller's BYE in another socket.
     */
    void remove(RtpSession session, long time) {
        sessions.remove(session);
        sessionCount = sessions.size();
        closing.add(session.ports());
        try {
            drain(session);
        } finally {
            session.closeNow(time);
        }
    }

    private void drain(RtpSession session) {
        DatagramChannel channel = session.ports().rtp();
        if (channel.keyFor(selector) == null) {
            return; // whose audio it is was never known
        }
        int packets = 0;
        while (packets < MAX_LAST_PACKETS && receiveOne(session, channel)) {
            packets++;
        }
    }

    /** Closes all sessions and ends the thread. Nothing may be posted afterwards. */
    void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!stopping) {
                try {
                    workingSince = WAITS;
                    waitForWork();
                    workingSince = Math.max(0, System.nanoTime() - EPOCH);
                    work();
                } catch (IOException | RuntimeException | Error failed) {
                    // All calls hang on this thread: it goes on whatever happens, but not in a busy loop.
                    log(failed);
                    LockSupport.parkNanos(this, RtpClock.TICK_NANOS);
                }
            }
            work();
            for (RtpSession session : List.copyOf(sessions)) {
                guarded(time -> remove(session, time));
            }
            freePorts();
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "The media thread did not end cleanly", failed);
        }
    }

    boolean isInTime() {
        long since = workingSince;
        return thread.isAlive() && (since == WAITS || System.nanoTime() - EPOCH - since < LONGEST_ROUND_NANOS);
    }

    private void waitForWork() {
        if (!orders.isEmpty() || stopping) {
            return;
        }
        if (sessions.isEmpty()) {
            LockSupport.park(this);
            nextTick = System.nanoTime();
        } else {
            long wait = nextTick - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    /**
     * Receives between taking orders and carrying them out, so that a recording that is stopped has everything that came before
     * it was told to stop: what is ordered later waits for the next round, however long this one is held up.
     */
    private void work() throws IOException {
        now = System.nanoTime();
        boolean ticking = now - nextTick >= 0;
        takeOrders();
        if (!ticking && taken.isEmpty()) {
            return;
        }
        receive();
        taken.forEach(this::guarded);
        taken.clear();
        freePorts();
        if (ticking) {
            tick();
        }
    }

    private void takeOrders() {
        while (taken.size() < MAX_ORDERS) {
            Order order = orders.poll();
            if (order == null) {
                return;
            }
            taken.add(order);
        }
    }

    private void receive() throws IOException {
        int rounds = 0;
        while (rounds < MAX_RECEIVE_ROUNDS && selector.selectNow(receiver) > 0) {
            rounds++;
        }
    }

    private void receiveOne(SelectionKey key) {
        boolean unused = receiveOne((RtpSession) key.attachment(), (DatagramChannel) key.channel());
    }

    /** False if there was none, or none that could be taken. */
    private boolean receiveOne(RtpSession session, DatagramChannel channel) {
        try {
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer.clear());
            if (source == null) {
                return false;
            }
            session.arrived(channel, source, data, buffer.position(), now);
            return true;
        } catch (IOException | RuntimeException | Error failed) {
            log(failed);
            return false;
        }
    }

    private void tick() {
        if (now - nextTick > LATEST_NANOS) {
            long left = (now - nextTick) / RtpClock.TICK_NANOS;
            tick += left;
            nextTick += left * RtpClock.TICK_NANOS;
        }
        while (now - nextTick >= 0) {
            for (RtpSession session : sessions) {
                try {
                    session.tick(now, tick);
                } catch (RuntimeException | Error failed) {
                    log(failed);
                }
            }
            tick++;
            nextTick += RtpClock.TICK_NANOS;
        }
    }

    /** A closed channel keeps its port until the selector has let go of it. */
    private void freePorts() throws IOException {
        if (!closing.isEmpty()) {
            selector.selectNow(receiver);
            closing.forEach(portRange::giveBack);
            closing.clear();
        }
    }

    private void guarded(Order order) {
        try {
            order.carryOut(now);
        } catch (RuntimeException | Error failed) {
            log(failed);
        }
    }

    /** One call's failure is not the others', and one that comes 50 times a second is told once a minute. */
    private void log(Throwable failed) {
        if (!anyFailureLogged || now - lastFailureLogged > LOG_INTERVAL_NANOS) {
            anyFailureLogged = true;
            lastFailureLogged = now;
            LOG.log(Level.WARNING, "Audio of a call failed; failures of the next minute are not logged", failed);
        }
    }
}
