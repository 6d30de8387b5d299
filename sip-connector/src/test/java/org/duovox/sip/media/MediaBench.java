package org.duovox.sip.media;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.media.MediaSession.Direction;

/**
 * Measures what calls cost: a program of its own, with arguments sessions (100) and seconds (10). Each session is sent 50 packets
 * a second, records them, and plays at the same time; a thread of this program is all the peers.
 */
final class MediaBench {

    private static final MediaListener DEAF = new MediaListener() {
        @Override
        public void digitPressed(DtmfDigit digit) {}

        @Override
        public void playFinished(long playNumber) {}

        @Override
        public void recordingStopped(RecordingEnd reason, Duration length) {}

        @Override
        public void peerSilent() {}
    };

    private static final AtomicLong RECORDED = new AtomicLong();

    private MediaBench() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (MediaEngine engine = new MediaEngine(MediaSettings.on(loopback));
                DatagramChannel peers = DatagramChannel.open()) {
            peers.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            peers.bind(new InetSocketAddress(loopback, 0));
            long idle = measure("idle", engine, List.of(), peers, 2);
            List<MediaSession> sessions = open(engine, count, (InetSocketAddress) peers.getLocalAddress());
            measure("warm-up", engine, sessions, peers, 5);
            long busy = measure("two-way", engine, sessions, peers, seconds);
            double millis = busy / 1e6 / count / seconds;
            System.out.printf(
                    "%d two-way calls: %.3f ms CPU per call-second, %.4f s per call-minute (idle %.3f ms/s)%n",
                    count, millis, millis * 60 / 1000, idle / 1e6 / 2);
            long expected = 50L * (seconds + 5) * count;
            long received = sessions.stream()
                    .mapToLong(session -> session.statistics().packetsReceived())
                    .sum();
            System.out.printf("%d of %d packets received, %d bytes recorded%n", received, expected, RECORDED.get());
        }
    }

    private static List<MediaSession> open(MediaEngine engine, int count, InetSocketAddress peer) throws IOException {
        byte[] hour = new byte[Codec.BYTES_PER_SECOND * 3600];
        Arrays.fill(hour, (byte) 0x23);
        List<MediaSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MediaSession session = engine.open(DEAF);
            session.negotiate(peer, Codec.PCMU, Packets.EVENT_TYPE, Direction.SEND_RECEIVE);
            session.record((codec, buffer, offset, length) -> RECORDED.addAndGet(length), Phone.LONG);
            session.play(List.of(AudioClip.of(Codec.PCMU, hour)));
            sessions.add(session);
        }
        return sessions;
    }

    private static int sequence;

    /** Sends for so many seconds, and returns the CPU time that the media threads took meanwhile, in nanoseconds. */
    private static long measure(
            String what, MediaEngine engine, List<MediaSession> sessions, DatagramChannel peers, int seconds)
            throws IOException {
        byte[] payload = Packets.noise(1, 160);
        long before = mediaCpu();
        long next = System.nanoTime();
        for (int tick = 0; tick < seconds * 50; tick++) {
            sequence++;
            ByteBuffer packet = ByteBuffer.wrap(Packets.rtp(0, sequence, sequence * 160, payload));
            for (MediaSession session : sessions) {
                peers.send(packet.rewind(), session.localAddress());
            }
            next += RtpClock.TICK_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        long cpu = mediaCpu() - before;
        System.out.printf("%s: %.1f ms in %d s, %d ports%n", what, cpu / 1e6, seconds, engine.portsInUse());
        return cpu;
    }

    private static long mediaCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("duovox-media-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
