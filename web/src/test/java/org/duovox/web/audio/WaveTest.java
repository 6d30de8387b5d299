package org.duovox.web.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WaveTest {

    /** More than two of the pieces that it is written in, and odd. */
    private static final int SAMPLES = 10_001;

    @Test
    void theHeaderIsThatOf16BitLinearAudioAt8000Hz() throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream read = AudioSystem.getAudioInputStream(new ByteArrayInputStream(whole(Codec.PCMU)))) {
            assertThat(read.getFrameLength()).isEqualTo(SAMPLES);
            assertThat(read.getFormat().matches(new AudioFormat(8000, 16, 1, true, false)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void samplesAreThoseThatG711Names(Codec codec) throws IOException, UnsupportedAudioFileException {
        AudioFormat.Encoding encoding = codec == Codec.PCMU ? AudioFormat.Encoding.ULAW : AudioFormat.Encoding.ALAW;
        AudioInputStream telephone = new AudioInputStream(
                new ByteArrayInputStream(samples()), new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false), SAMPLES);
        try (AudioInputStream linear =
                AudioSystem.getAudioInputStream(new AudioFormat(8000, 16, 1, true, false), telephone)) {
            assertThat(Arrays.copyOfRange(whole(codec), 44, 44 + 2 * SAMPLES)).isEqualTo(linear.readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0, 44",
        "43, 44",
        "10, 50",
        "44, 45",
        "45, 46",
        "45, 48",
        "8235, 8238",
        "8236, 16430",
        "20045, 20046",
        "0, 20046"
    })
    void aRangeHasTheBytesThatTheWholeHasThere(int first, int end) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        Wave.of(AudioClip.of(Codec.PCMU, samples())).write(part, first, end);
        assertThat(part.toByteArray()).isEqualTo(Arrays.copyOfRange(whole(Codec.PCMU), first, end));
    }

    @Test
    void theLengthIsWhatIsWritten() throws IOException {
        assertThat(Wave.of(AudioClip.of(Codec.PCMU, samples())).length()).isEqualTo(whole(Codec.PCMU).length);
    }

    @Test
    void nothingRecordedIsAHeaderOnly() throws IOException {
        Wave wave = Wave.of(AudioClip.of(Codec.PCMU, new byte[0]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wave.write(out, 0, wave.length());
        assertThat(out.size()).isEqualTo(44);
    }

    private static byte[] whole(Codec codec) throws IOException {
        Wave wave = Wave.of(AudioClip.of(codec, samples()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wave.write(out, 0, wave.length());
        return out.toByteArray();
    }

    private static byte[] samples() {
        byte[] samples = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (byte) (i * 7 + i / 256);
        }
        return samples;
    }
}
