package org.duovox.sip.media;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.duovox.sip.Codec;

/**
 * What a caller said between the end of the recording tone (its last 40 ms, for a busy server sends late and its caller is quick)
 * and the moment in which the application, told of that end, has begun to record. On a busy server that is some tenths of a
 * second, and the first word is in them.
 *
 * <p>Kept for at most two seconds after the playing ended, in at most {@value #MOST_PACKETS} packets (four seconds of 20 ms each). A
 * pause of the whole process does not count: what the caller said meanwhile comes all at once afterwards.
 */
final class HeadStart {

    private static final int MOST_TICKS = (int) (Duration.ofSeconds(2).toNanos() / RtpClock.TICK_NANOS);

    private static final int MOST_PACKETS = 200;

    private static final int PADDING_BIT = 0x20;

    private final Deque<Kept> packets = new ArrayDeque<>();
    private boolean keeping;
    private int ticks;

    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
    private record Kept(Codec law, byte[] data, boolean newest) {}

    boolean keeps() {
        return keeping;
    }

    /** The playing is about to end by itself. */
    void begin() {
        packets.clear();
        keeping = true;
        ticks = 0;
    }

    /** Another 20 ms have passed in which this process ran. */
    void tick() {
        if (keeping && ++ticks > MOST_TICKS) {
            forget();
        }
    }

    /** What comes next has other timestamps than what came before. */
    void newStream() {
        packets.clear();
    }

    void forget() {
        packets.clear();
        keeping = false;
    }

    void audio(Codec law, RtpPacket packet, boolean newest) {
        if (!keeping) {
            return;
        }
        if (packets.size() >= MOST_PACKETS) {
            forget();
            return;
        }
        int length = packet.payloadOffset() + packet.payloadLength();
        byte[] copy = Arrays.copyOf(packet.data(), length);
        copy[0] &= (byte) ~PADDING_BIT; // what padded the packet is not copied
        packets.add(new Kept(law, copy, newest));
    }

    /** Gives the recording, which begins with it, all that was kept. */
    void giveTo(Recording recording, RtpPacket reader, long now) {
        for (Kept kept : packets) {
            if (reader.read(kept.data(), kept.data().length)) {
                recording.audio(kept.law(), reader, kept.newest(), now);
            }
        }
        forget();
    }
}
