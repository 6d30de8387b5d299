package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

class HeadStartTest {

    private static final byte[] AUDIO = Packets.noise(7, 8000);
    private static final List<byte[]> WORDS = Packets.stream(AUDIO, 0, 100, 5000, 160);

    private final Phone phone = Phone.answered();

    private void hearsTheTone() {
        phone.play(1, List.of(AudioClip.of(Codec.PCMU, new byte[160])));
        phone.ticks(1);
        assertThat(phone.finished).containsExactly(1L);
    }

    @Test
    void wordsSpokenBetweenTheToneAndTheRecordingAreInTheRecording() {
        hearsTheTone();
        phone.hearsInTime(WORDS.subList(0, 20));
        phone.record(Phone.LONG);
        phone.hearsInTime(WORDS.subList(20, WORDS.size()));
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
    }

    @Test
    void whatWasSaidWhileTheTonePlayedIsNot() {
        phone.play(1, List.of(AudioClip.of(Codec.PCMU, new byte[1600])));
        phone.hearsInTime(WORDS.subList(0, 8));
        phone.ticks(2);
        phone.record(Phone.LONG);
        assertThat(phone.hangUp()).isEmpty();
    }

    @Test
    void wordsOfTheTonesLastMomentAre() {
        phone.play(1, List.of(AudioClip.of(Codec.PCMU, new byte[1600])));
        phone.ticks(9);
        phone.hearsInTime(WORDS.subList(0, 20));
        phone.record(Phone.LONG);
        phone.hearsInTime(WORDS.subList(20, WORDS.size()));
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
    }

    @Test
    void whatIsOlderThanTwoSecondsIsForgotten() {
        hearsTheTone();
        phone.hears(WORDS.getFirst());
        phone.ticks(101);
        phone.hears(WORDS.get(1));
        phone.record(Phone.LONG);
        assertThat(phone.hangUp()).isEmpty();
    }

    /** Ticks that a paused process missed do not come later, and 3 s of speech do. */
    @Test
    void whatWasSaidWhileTheProcessStoodStillIsInTheRecording() {
        byte[] speech = Packets.noise(8, 24_000);
        hearsTheTone();
        Packets.stream(speech, 0, 100, 5000, 160).forEach(phone::hears);
        phone.record(Phone.LONG);
        assertThat(phone.hangUp()).isEqualTo(speech);
    }

    @Test
    void whatWasSaidBeforeAnotherPromptIsForgotten() {
        hearsTheTone();
        phone.hears(WORDS.getFirst());
        phone.play(2, List.of(AudioClip.of(Codec.PCMU, new byte[1600])));
        phone.ticks(1);
        phone.record(Phone.LONG);
        assertThat(phone.hangUp()).isEmpty();
    }
}
