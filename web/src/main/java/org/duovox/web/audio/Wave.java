package org.duovox.web.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/**
 * A clip as a WAVE file of 16-bit linear samples, which every browser plays. Any byte range of it can be had without the rest.
 */
public final class Wave {

    public static final String MEDIA_TYPE = "audio/wav";

    private static final int HEADER_BYTES = 44;

    private final AudioClip clip;
    private final byte[] header;

    private Wave(AudioClip clip) {
        this.clip = clip;
        this.header = header(clip.length() * 2);
    }

    public static Wave of(AudioClip clip) {
        return new Wave(clip);
    }

    /** In bytes, with the header. */
    public long length() {
        return HEADER_BYTES + clip.length() * 2;
    }

    /** Writes the bytes from first (inclusive) to end (exclusive). */
    public void write(OutputStream out, long first, long end) throws IOException {
        long position = first;
        if (position < HEADER_BYTES) {
            int headerEnd = (int) Math.min(end, HEADER_BYTES);
            out.write(header, (int) position, headerEnd - (int) position);
            position = headerEnd;
        }
        byte[] samples = new byte[4096];
        byte[] linear = new byte[2 * samples.length];
        while (position < end) {
            long sample = (position - HEADER_BYTES) / 2;
            int skip = (int) ((position - HEADER_BYTES) % 2);
            int wanted = (int) Math.min(samples.length, (end - HEADER_BYTES + 1) / 2 - sample);
            int count = clip.read(sample, samples, 0, wanted);
            if (count <= 0) {
                return;
            }
            toLinear(clip.codec(), samples, count, linear);
            int bytes = (int) Math.min(2L * count - skip, end - position);
            out.write(linear, skip, bytes);
            position += bytes;
        }
    }

    private static void toLinear(Codec codec, byte[] samples, int count, byte[] linear) {
        for (int i = 0; i < count; i++) {
            int value = switch (codec) {
                case PCMU -> fromMuLaw(samples[i]);
                case PCMA -> fromALaw(samples[i]);
            };
            linear[2 * i] = (byte) value;
            linear[2 * i + 1] = (byte) (value >> 8);
        }
    }

    /** ITU-T G.711, table 2. */
    static int fromMuLaw(byte sample) {
        int bits = ~sample & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    /** ITU-T G.711, table 1. */
    static int fromALaw(byte sample) {
        int bits = sample ^ 0x55;
        int magnitude = (bits & 0x0F) << 4;
        int segment = (bits & 0x70) >> 4;
        magnitude += segment == 0 ? 8 : 0x108;
        if (segment > 1) {
            magnitude <<= segment - 1;
        }
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static byte[] header(long dataBytes) {
        int size = (int) Math.min(dataBytes, Integer.MAX_VALUE - HEADER_BYTES);
        int rate = Codec.BYTES_PER_SECOND;
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(size + HEADER_BYTES - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(rate * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(size)
                .array();
    }
}
