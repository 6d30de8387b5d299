package org.duovox.sip.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Opens media sessions and gives them threads and ports. Its methods may be called from any thread. */
public final class MediaEngine implements AutoCloseable {

    private final MediaSettings settings;
    private final RandomGenerator random;
    private final PortRange ports;
    private final List<MediaThread> threads;
    private boolean closed;

    /** An engine whose streams begin with numbers that nobody can guess (RFC 3550, 5.1). */
    public MediaEngine(MediaSettings settings) {
        this(settings, new SecureRandom());
    }

    /**
     * Starts the media threads.
     *
     * @param random of SSRCs and the first sequence numbers and timestamps; used by one thread at a time
     * @throws UncheckedIOException when the system refuses a selector
     */
    public MediaEngine(MediaSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.ports = new PortRange(settings.localAddress(), settings.firstRtpPort(), settings.lastRtpPort());
        this.threads = IntStream.range(0, settings.mediaThreads())
                .mapToObj(this::newThread)
                .toList();
        threads.forEach(MediaThread::start);
    }

    private MediaThread newThread(int number) {
        try {
            return new MediaThread("duovox-media-" + number, ports);
        } catch (IOException failed) {
            throw new UncheckedIOException("no selector for RTP", failed);
        }
    }

    /**
     * Opens a session: its ports are bound when this returns, and it takes no packet before {@link MediaSession#negotiate}.
     *
     * @throws java.net.BindException when every pair of RTP ports is in use
     * @throws IOException when the system has no more sockets, or the engine is closed
     */
    public synchronized MediaSession open(MediaListener listener) throws IOException {
        if (closed) {
            throw new IOException("the media engine is closed");
        }
        PortPair pair = ports.take();
        MediaThread idlest = threads.stream()
                .min(Comparator.comparingInt(MediaThread::sessionCount))
                .orElseThrow();
        RtpSession session = new RtpSession(idlest, pair, settings, listener, new SplittableRandom(random.nextLong()));
        idlest.add(session);
        return session;
    }

    /** Pairs of RTP ports that are taken by sessions. */
    public int portsInUse() {
        return ports.inUse();
    }

    /** Whether all threads live and none has been at one round for longer than 1.5 s. Never blocks. */
    public boolean isInTime() {
        return threads.stream().allMatch(MediaThread::isInTime);
    }

    /** Closes all sessions and ends the threads; waits for that up to 5 s. */
    @Override
    public void close() {
        List<MediaThread> ending;
        synchronized (this) {
            ending = closed ? List.of() : threads;
            closed = true;
        }
        ending.forEach(MediaThread::close);
    }
}
