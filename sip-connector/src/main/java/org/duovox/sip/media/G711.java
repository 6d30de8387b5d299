package org.duovox.sip.media;

import org.duovox.sip.Codec;

/** ITU-T G.711: what the bytes of both laws stand for, and the way from one law to the other. */
final class G711 {

    private static final short[] LINEAR_OF_PCMU = new short[256];
    private static final short[] LINEAR_OF_PCMA = new short[256];
    private static final byte[] PCMU_TO_PCMA = new byte[256];
    private static final byte[] PCMA_TO_PCMU = new byte[256];

    static {
        for (int code = 0; code < 256; code++) {
            LINEAR_OF_PCMU[code] = (short) linearOfPcmu(code);
            LINEAR_OF_PCMA[code] = (short) linearOfPcma(code);
        }
        for (int code = 0; code < 256; code++) {
            PCMU_TO_PCMA[code] = nearest(LINEAR_OF_PCMA, LINEAR_OF_PCMU[code], code & 0x80);
            PCMA_TO_PCMU[code] = nearest(LINEAR_OF_PCMU, LINEAR_OF_PCMA[code], code & 0x80);
        }
    }

    private G711() {}

    /** The 16-bit linear value of each of the 256 codes; not to be changed. */
    static short[] linearOf(Codec codec) {
        return switch (codec) {
            case PCMU -> LINEAR_OF_PCMU;
            case PCMA -> LINEAR_OF_PCMA;
        };
    }

    /** Turns samples of one law into the other, to the nearest level of the same sign. Source and target may be one array. */
    static void transcode(
            Codec from, Codec to, byte[] source, int sourceOffset, byte[] target, int offset, int length) {
        if (from == to) {
            System.arraycopy(source, sourceOffset, target, offset, length);
            return;
        }
        byte[] table = from == Codec.PCMU ? PCMU_TO_PCMA : PCMA_TO_PCMU;
        for (int i = 0; i < length; i++) {
            target[offset + i] = table[source[sourceOffset + i] & 0xFF];
        }
    }

    private static int linearOfPcmu(int code) {
        int inverted = ~code & 0xFF;
        int magnitude = ((((inverted & 0x0F) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int linearOfPcma(int code) {
        int plain = code ^ 0x55;
        int segment = (plain & 0x70) >> 4;
        int step = ((plain & 0x0F) << 4) + 8;
        int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    /** Bit 7 is the sign in both laws, and set for positive values. */
    private static byte nearest(short[] levels, int wanted, int sign) {
        int best = sign;
        for (int code = sign; code < sign + 128; code++) {
            int distance = Math.abs(levels[code] - wanted);
            if (distance < Math.abs(levels[best] - wanted)) {
                best = code;
            }
        }
        return (byte) best;
    }
}
