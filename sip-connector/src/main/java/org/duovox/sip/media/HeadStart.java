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
 * <p>Kept for at most two seconds after the playing ended, in at most {@value #MOST_PACKETS} packets (two seconds of 10 ms each).
 */
final class HeadStart {

    static final long LIMIT_NANOS = Duration.ofSeconds(2).toNanos();

    private static final int MOST_PACKETS = 200;

    private static final int PADDING_BIT = 0x20;

    private final Deque<Kept> packets = new ArrayDeque<>();
    private boolean keeping;
    private long since;

    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
    private record Kept(Codec law, byte[] data, boolean newest, long at) {}

    boolean keeps() {
        return keeping;
    }

    /** The playing is about to end by itself. */
    void begin(long now) {
        packets.clear();
        keeping = true;
        since = now;
    }

    /** What comes next has other timestamps than what came before. */
    void newStream() {
        packets.clear();
    }

    void forget() {
        packets.clear();
        keeping = false;
    }

    void audio(Codec law, RtpPacket packet, boolean newest, long now) {
        if (!keeping) {
            return;
        }
        if (now - since > LIMIT_NANOS || packets.size() >= MOST_PACKETS) {
            forget();
            return;
        }
        int length = packet.payloadOffset() + packet.payloadLength();
        byte[] copy = Arrays.copyOf(packet.data(), length);
        copy[0] &= (byte) ~PADDING_BIT; // what padded the packet is not copied
        packets.add(new Kept(law, copy, newest, now));
    }

    /** Gives the recording, which begins with it, all that was kept. */
    void giveTo(Recording recording, RtpPacket reader) {
        for (Kept kept : packets) {
            if (reader.read(kept.data(), kept.data().length)) {
                recording.audio(kept.law(), reader, kept.newest(), kept.at());
            }
        }
        forget();
    }
}
