package org.duovox.tool.phone;

import java.util.Arrays;

/** Finds what was said in what was heard or stored; G.711 passes through a voice mail system unchanged, so bytes are compared. */
public final class Match {

    private Match() {}

    /** The first position of all these bytes in a row, or -1. */
    public static int find(byte[] words, byte[] in) {
        for (int at = 0; at + words.length <= in.length; at++) {
            if (Arrays.equals(words, 0, words.length, in, at, at + words.length)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * How much of the words is there: the share of their 20 ms frames that are found in order at one distance, 1.0 if all are.
     * Less than 1 when packets were lost on the way.
     */
    public static double share(byte[] words, byte[] in) {
        double best = 0;
        int frames = words.length / RtpStream.FRAME;
        // A frame from the middle, and if that one was lost another, tells the distance.
        for (int probe = frames / 2; probe < frames && best == 0; probe++) {
            byte[] frame = Arrays.copyOfRange(words, probe * RtpStream.FRAME, (probe + 1) * RtpStream.FRAME);
            int at = find(frame, in);
            if (at >= 0) {
                best = shareAt(words, in, at - probe * RtpStream.FRAME);
            }
        }
        return best;
    }

    private static double shareAt(byte[] words, byte[] in, int distance) {
        int frames = words.length / RtpStream.FRAME;
        int same = 0;
        for (int i = 0; i < frames; i++) {
            int from = i * RtpStream.FRAME;
            int at = from + distance;
            if (at >= 0
                    && at + RtpStream.FRAME <= in.length
                    && Arrays.equals(words, from, from + RtpStream.FRAME, in, at, at + RtpStream.FRAME)) {
                same++;
            }
        }
        return frames == 0 ? 0 : (double) same / frames;
    }
}
