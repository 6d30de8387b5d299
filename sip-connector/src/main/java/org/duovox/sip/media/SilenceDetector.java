package org.duovox.sip.media;

import org.duovox.sip.Codec;

/**
 * Measures how long nobody has spoken. A frame of 20 ms is sound when its power is above a fixed -45 dBov (0 dBov: a square wave
 * of full scale); two in a row are speech, one alone is a click. Telephone speech lies at -15 to -35 dBov, and the noise of
 * lines, microphones and comfort noise generators mostly below -50.
 */
final class SilenceDetector {

    /** (32768 * 10^(-45/20))^2, of one sample. */
    private static final long THRESHOLD = 33955;

    private static final int FRAME = RtpClock.TICK_SAMPLES;

    private long energy;
    private int inFrame;
    private boolean lastWasSound;
    private long silentSamples;

    void audio(Codec codec, byte[] buffer, int offset, int length) {
        short[] linear = G711.linearOf(codec);
        for (int i = offset; i < offset + length; i++) {
            long sample = linear[buffer[i] & 0xFF];
            energy += sample * sample;
            if (++inFrame == FRAME) {
                endFrame();
            }
        }
    }

    void silence(long samples) {
        silentSamples += samples;
        lastWasSound = false;
    }

    private void endFrame() {
        boolean sound = energy > THRESHOLD * FRAME;
        silentSamples = sound && lastWasSound ? 0 : silentSamples + FRAME;
        lastWasSound = sound;
        energy = 0;
        inFrame = 0;
    }

    /** Since the last speech, or from the start. */
    long silentSamples() {
        return silentSamples;
    }
}
