package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.media.MediaSession.Direction;
import org.junit.jupiter.api.Test;

class PlayingTest {

    private final Phone phone = ready();

    /** Past the first packet, which opens the path. */
    private static Phone ready() {
        Phone phone = Phone.answered();
        phone.ticks(1);
        phone.sent.clear();
        return phone;
    }

    private static AudioClip clip(byte[] samples) {
        return AudioClip.of(Codec.PCMU, samples);
    }

    private byte[] heard() {
        byte[] all = new byte[phone.sent.size() * 160];
        for (int i = 0; i < phone.sent.size(); i++) {
            System.arraycopy(phone.sent.get(i), 12, all, i * 160, 160);
        }
        return all;
    }

    private RtpPacket packet(int index) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.read(phone.sent.get(index), 172)).isTrue();
        return packet;
    }

    @Test
    void clipsAreHeardOneAfterAnotherWithoutAGap() {
        byte[] audio = Packets.noise(1, 1600);
        AudioClip first = clip(Arrays.copyOf(audio, 250));
        AudioClip second = clip(Arrays.copyOfRange(audio, 250, 1600));
        phone.play(1, List.of(first, clip(new byte[0]), second));
        phone.ticks(20);
        assertThat(heard()).isEqualTo(audio);
    }

    @Test
    void theEndIsToldOnceAfterTheLastPacketIsSent() {
        phone.play(7, List.of(clip(new byte[320])));
        phone.ticks(1);
        assertThat(phone.finished).isEmpty();
        phone.ticks(5);
        assertThat(phone.finished).containsExactly(7L);
        assertThat(phone.sent).hasSize(2);
    }

    @Test
    void aLastPieceIsFilledUpWithSilence() {
        phone.play(1, List.of(clip(new byte[10])));
        phone.ticks(1);
        assertThat(heard()[9]).isZero();
        assertThat(heard()[10]).isEqualTo(Codec.PCMU.silence());
    }

    @Test
    void nothingToPlayIsFinishedAtOnce() {
        phone.play(3, List.of());
        phone.ticks(1);
        assertThat(phone.finished).containsExactly(3L);
        assertThat(phone.sent).isEmpty();
    }

    @Test
    void stoppedPlayingIsNotFinished() {
        phone.play(1, List.of(clip(new byte[1600])));
        phone.ticks(2);
        phone.audio.stopPlaying();
        phone.ticks(20);
        assertThat(phone.finished).isEmpty();
        assertThat(phone.sent).hasSize(2);
    }

    @Test
    void aClipOfTheOtherLawIsTranscoded() {
        byte[] pcma = Packets.noise(1, 160);
        byte[] expected = new byte[160];
        G711.transcode(Codec.PCMA, Codec.PCMU, pcma, 0, expected, 0, 160);
        phone.play(1, List.of(AudioClip.of(Codec.PCMA, pcma)));
        phone.ticks(1);
        assertThat(heard()).isEqualTo(expected);
    }

    @Test
    void sequenceIsWithoutGapAndTimestampShowsThePause() {
        phone.play(1, List.of(clip(new byte[1600])));
        phone.ticks(2);
        phone.audio.pausePlaying(true);
        phone.ticks(10);
        phone.audio.pausePlaying(false);
        phone.ticks(1);
        assertThat(packet(2).sequence() - packet(1).sequence()).isEqualTo(1);
        assertThat(packet(2).timestamp() - packet(1).timestamp()).isEqualTo(11 * 160);
    }

    @Test
    void everyTalkSpurtBeginsWithTheMarker() {
        phone.play(1, List.of(clip(new byte[1600])));
        phone.ticks(2);
        phone.audio.pausePlaying(true);
        phone.ticks(1);
        phone.audio.pausePlaying(false);
        phone.ticks(2);
        assertThat(List.of(
                        packet(0).marker(),
                        packet(1).marker(),
                        packet(2).marker(),
                        packet(3).marker()))
                .containsExactly(true, false, true, false);
    }

    @Test
    void aListenerSkipsBothWaysButNotBeyondTheEnds() {
        byte[] audio = Packets.noise(1, 16000);
        phone.play(1, List.of(clip(Arrays.copyOf(audio, 8000)), clip(Arrays.copyOfRange(audio, 8000, 16000))));
        phone.audio.skip(Duration.ofMillis(1500));
        phone.ticks(1);
        assertThat(heard()).isEqualTo(Arrays.copyOfRange(audio, 12000, 12160));
        phone.audio.skip(Duration.ofMinutes(-1));
        assertThat(phone.audio.playedSamples()).isZero();
        phone.audio.skip(Duration.ofMinutes(1));
        phone.ticks(1);
        assertThat(phone.finished).containsExactly(1L);
    }

    @Test
    void nothingIsSentOrMissedWhileThePeerHolds() {
        phone.play(1, List.of(clip(new byte[1600])));
        phone.ticks(2);
        phone.negotiate(Direction.RECEIVE_ONLY);
        phone.ticks(600);
        phone.negotiate(Direction.SEND_RECEIVE);
        phone.ticks(8);
        assertThat(phone.sent).hasSize(10);
        assertThat(phone.finished).containsExactly(1L);
    }

    @Test
    void aClipThatFailsOrEndsEarlyIsLeftOut() {
        AudioClip failing = new AudioClip() {
            @Override
            public Codec codec() {
                return Codec.PCMU;
            }

            @Override
            public long length() {
                return 8000;
            }

            @Override
            public int read(long position, byte[] target, int offset, int length) {
                if (position > 0) {
                    throw new IllegalStateException("the disk is gone (part of the test)");
                }
                return 1;
            }
        };
        phone.play(1, List.of(failing, clip(new byte[159])));
        phone.ticks(1);
        assertThat(phone.finished).containsExactly(1L);
    }

    @Test
    void aSilentPathIsKeptOpenWithAPacketEveryTenSeconds() {
        phone.ticks(1500);
        assertThat(phone.sent).hasSize(3);
    }

    @Test
    void steadySilenceIsSentWhereItIsWanted() {
        MediaSettings product = MediaSettings.on(Phone.PEER.getAddress());
        Phone steady = new Phone(new MediaSettings(
                product.localAddress(),
                product.advertisedAddress(),
                product.firstRtpPort(),
                product.lastRtpPort(),
                product.silenceLimit(),
                product.reorderWindow(),
                1,
                true));
        steady.negotiate(Direction.SEND_RECEIVE);
        steady.ticks(50);
        assertThat(steady.sent).hasSize(50);
    }
}
