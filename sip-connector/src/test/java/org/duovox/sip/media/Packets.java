package org.duovox.sip.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A peer's packets, for tests. */
final class Packets {

    static final int EVENT_TYPE = 101;
    static final int SSRC = 0x1234_5678;

    private Packets() {}

    static byte[] rtp(int payloadType, int sequence, int timestamp, byte[] payload) {
        return rtp(payloadType, sequence, timestamp, SSRC, payload);
    }

    static byte[] rtp(int payloadType, int sequence, int timestamp, int ssrc, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    static byte[] event(int sequence, int timestamp, int key, boolean end, int duration) {
        byte[] payload = {(byte) key, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration};
        return rtp(EVENT_TYPE, sequence, timestamp, payload);
    }

    static byte[] noise(long seed, int length) {
        byte[] samples = new byte[length];
        new SplittableRandom(seed).nextBytes(samples);
        return samples;
    }

    /** Audio cut into packets of so many samples. */
    static List<byte[]> stream(byte[] audio, int payloadType, int firstSequence, int firstTimestamp, int size) {
        List<byte[]> packets = new ArrayList<>();
        for (int from = 0; from < audio.length; from += size) {
            byte[] payload = new byte[Math.min(size, audio.length - from)];
            System.arraycopy(audio, from, payload, 0, payload.length);
            packets.add(rtp(payloadType, firstSequence + packets.size(), firstTimestamp + from, payload));
        }
        return packets;
    }
}
