package org.duovox.tool.phone;

/** Notices the end of the tone after which a caller speaks: 100 ms or more of one frequency, then something else or nothing. */
final class ToneListener {

    /** Frames of 20 ms; a voice seldom keeps to one frequency for so long. */
    private static final int FRAMES_OF_A_TONE = 5;

    /** The tone takes 400 ms. */
    private static final int FRAMES_OF_A_WHOLE_TONE = 20;

    /** Its first frame and its last may be shared with something else. */
    private static final int FRAMES_OF_ALL_BUT_THE_EDGES = 18;

    private static final long SHORT_PAUSE_NANOS = 200_000_000;

    /** A server that hangs in the middle of its tone goes on with it; who spoke meanwhile would not be recorded. */
    private static final long LONGEST_PAUSE_NANOS = 5_000_000_000L;

    /** So much of a frame's power lies in one frequency when it is a tone; vowels stay below. */
    private static final double PURITY = 0.85;

    private static final int LOWEST = 350;
    private static final int HIGHEST = 2000;
    private static final int STEP = 12;

    private int frames;
    private int frequency;
    private boolean ended;

    boolean hasEnded() {
        return ended;
    }

    void heard(byte[] frame) {
        if (ended) {
            return;
        }
        int heard = frequencyOf(frame);
        if (heard != 0 && (frames == 0 || Math.abs(heard - frequency) <= 2 * STEP)) {
            frequency = heard;
            frames++;
        } else {
            ended = frames >= FRAMES_OF_A_TONE;
            frames = heard == 0 ? 0 : 1;
            frequency = heard;
        }
    }

    /** Nothing has come for this long: the end of a whole tone, but in the middle of one only a pause of a busy server. */
    void heardNothing(long nanos) {
        ended |= frames >= FRAMES_OF_A_WHOLE_TONE
                || (frames >= FRAMES_OF_ALL_BUT_THE_EDGES && nanos > SHORT_PAUSE_NANOS)
                || (frames >= FRAMES_OF_A_TONE && nanos > LONGEST_PAUSE_NANOS);
    }

    /** 0 if the frame is not a tone. */
    private static int frequencyOf(byte[] frame) {
        double energy = 0;
        for (byte code : frame) {
            energy += (double) Mulaw.linear(code) * Mulaw.linear(code);
        }
        if (frame.length < 80 || energy / frame.length < 100 * 100) {
            return 0;
        }
        // Of one frequency the zero crossings tell where it is about; only there is looked closely.
        int near = crossings(frame) * Mulaw.BYTES_PER_SECOND / (2 * frame.length);
        int best = 0;
        double most = 0;
        for (int hertz = Math.max(LOWEST, near - 5 * STEP);
                hertz <= Math.min(HIGHEST, near + 5 * STEP);
                hertz += STEP) {
            double power = power(frame, hertz);
            if (power > most) {
                most = power;
                best = hertz;
            }
        }
        return most / (energy * frame.length / 2) > PURITY ? best : 0;
    }

    private static int crossings(byte[] frame) {
        int crossings = 0;
        for (int i = 1; i < frame.length; i++) {
            if ((Mulaw.linear(frame[i]) >= 0) != (Mulaw.linear(frame[i - 1]) >= 0)) {
                crossings++;
            }
        }
        return crossings;
    }

    /** Goertzel's algorithm. */
    private static double power(byte[] frame, int hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / Mulaw.BYTES_PER_SECOND);
        double before = 0;
        double last = 0;
        for (byte code : frame) {
            double now = Mulaw.linear(code) + coefficient * last - before;
            before = last;
            last = now;
        }
        return last * last + before * before - coefficient * last * before;
    }
}
