package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

class SilenceDetectorTest {

    private final SilenceDetector detector = new SilenceDetector();

    /** A square wave of the PCMU level nearest to an amplitude. */
    private void hears(int amplitude, int samples) {
        short[] levels = G711.linearOf(Codec.PCMU);
        int code = 0x80;
        while (levels[code] > amplitude) {
            code++;
        }
        byte[] wave = new byte[samples];
        for (int i = 0; i < samples; i++) {
            wave[i] = (byte) (i % 2 == 0 ? code : code & 0x7F);
        }
        detector.audio(Codec.PCMU, wave, 0, samples);
    }

    @Test
    void quietSpeechIsSound() {
        hears(580, 1600); // -35 dBov
        assertThat(detector.silentSamples()).isZero();
    }

    @Test
    void noiseOfALineIsSilence() {
        hears(104, 1600); // -50 dBov
        assertThat(detector.silentSamples()).isEqualTo(1600);
    }

    @Test
    void aClickIsNoSpeech() {
        hears(0, 1600);
        hears(20000, 80);
        hears(0, 1520);
        assertThat(detector.silentSamples()).isEqualTo(3200);
    }

    @Test
    void silenceIsSilenceInBothLaws() {
        byte[] silence = new byte[1600];
        Arrays.fill(silence, Codec.PCMA.silence());
        detector.audio(Codec.PCMA, silence, 0, 1600);
        assertThat(detector.silentSamples()).isEqualTo(1600);
    }
}
