package org.duovox.tool.phone;

/** G.711 mu-law, 8000 samples a second, one byte each. */
public final class Mulaw {

    public static final int BYTES_PER_SECOND = 8000;
    public static final byte SILENCE = (byte) 0xFF;

    /** Linear values up to this are what a line without sound gives. */
    private static final int AUDIBLE = 64;

    private static final short[] LINEAR = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            int inverted = ~code & 0xFF;
            int magnitude = ((((inverted & 0x0F) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
            LINEAR[code] = (short) ((inverted & 0x80) != 0 ? -magnitude : magnitude);
        }
    }

    private Mulaw() {}

    static int linear(byte code) {
        return LINEAR[code & 0xFF];
    }

    static boolean isAudible(byte code) {
        return Math.abs(linear(code)) > AUDIBLE;
    }

    /** Bytes of sound that no other seed gives: noise at a middle level, so that no silence detector takes it for a pause. */
    public static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % 8 == 0) {
                bits = mixed(seed * 1_000_003 + i);
            }
            int six = (int) (bits >>> (i % 8 * 8)) & 0x3F;
            // Sign, segment 4 or 5, four bits of mantissa.
            noise[i] = (byte) ~(((six & 0x20) << 2) | 0x40 | (six & 0x1F));
        }
        return noise;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A pure tone, such as the one after which callers speak. */
    public static byte[] tone(int hertz, int length) {
        byte[] tone = new byte[length];
        for (int i = 0; i < length; i++) {
            tone[i] = coded((int) (8000 * Math.sin(2 * Math.PI * hertz * i / BYTES_PER_SECOND)));
        }
        return tone;
    }

    static byte coded(int linear) {
        int sign = linear < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(linear), 32635) + 0x84;
        int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude) - 7);
        return (byte) ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F));
    }
}
