package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final byte[] AUDIO = Packets.noise(7, 8000);

    private static List<byte[]> stream(int size) {
        return Packets.stream(AUDIO, 0, 100, 5000, size);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 240, 320, 480, 33})
    void packetsOfAnySizeAreRecordedAsTheyWereSent(int size) {
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(stream(size));
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void reorderedPacketsAreRecordedInTheirOrder(long seed) {
        List<byte[]> packets = new ArrayList<>(stream(160));
        Random random = new Random(seed);
        for (int from = 0; from < packets.size(); from += 8) {
            Collections.shuffle(packets.subList(from, Math.min(from + 8, packets.size())), random);
        }
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(packets);
        assertThat(phone.hangUp()).as("seed %d", seed).isEqualTo(AUDIO);
    }

    @Test
    void repeatedPacketsAreRecordedOnce() {
        Phone phone = Phone.recording(Phone.LONG);
        for (byte[] packet : stream(160)) {
            phone.hears(packet);
            phone.hears(packet);
            phone.ticks(1);
        }
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
    }

    @Test
    void lostPacketsBecomeSilence() {
        List<byte[]> packets = stream(160);
        packets.subList(20, 22).clear();
        byte[] expected = AUDIO.clone();
        Arrays.fill(expected, 20 * 160, 22 * 160, Codec.PCMU.silence());
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(packets);
        assertThat(phone.hangUp()).isEqualTo(expected);
    }

    @Test
    void aPacketThatComesAfterTheWindowIsDropped() {
        List<byte[]> packets = new ArrayList<>(stream(160));
        packets.add(40, packets.remove(20));
        byte[] expected = AUDIO.clone();
        Arrays.fill(expected, 20 * 160, 21 * 160, Codec.PCMU.silence());
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(packets);
        assertThat(phone.hangUp()).isEqualTo(expected);
    }

    @Test
    void theTailBehindALostPacketIsKeptAtHangUp() {
        List<byte[]> packets = stream(160);
        packets.remove(packets.size() - 2);
        byte[] expected = AUDIO.clone();
        Arrays.fill(expected, 48 * 160, 49 * 160, Codec.PCMU.silence());
        Phone phone = Phone.recording(Phone.LONG);
        packets.forEach(phone::hears);
        assertThat(phone.hangUp()).isEqualTo(expected);
        assertThat(phone.ends).containsExactly(RecordingEnd.HUNG_UP);
        assertThat(phone.recordedLength).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void sequenceAndTimestampMayWrapAround() {
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(Packets.stream(AUDIO, 0, 0xFFF0, -2000, 160));
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
        assertThat(phone.audio.statistics().packetsLost()).isZero();
    }

    @Test
    void timestampsMayCrossTheSignedLimit() {
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(Packets.stream(AUDIO, 0, 0x7FF0, Integer.MAX_VALUE - 2000, 160));
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
    }

    @Test
    void aStallOfTheNetworkLosesNothing() {
        List<byte[]> packets = stream(160);
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(packets.subList(0, 20));
        phone.ticks(100);
        packets.subList(20, 50).forEach(phone::hears);
        assertThat(phone.hangUp()).isEqualTo(AUDIO);
    }

    @Test
    void aPauseOfThePeerBecomesSilence() {
        byte[] half = Arrays.copyOf(AUDIO, 4000);
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(Packets.stream(half, 0, 1, 0, 160));
        phone.ticks(250);
        phone.hearsInTime(Packets.stream(half, 0, 26, 4000 + 40000, 160));
        byte[] recorded = phone.hangUp();
        assertThat(recorded).hasSize(4000 + 40000 + 4000);
        assertThat(Arrays.copyOfRange(recorded, 44000, 48000)).isEqualTo(half);
    }

    @Test
    void aJumpOfTheTimestampThatTimeDoesNotExplainIsNotFilled() {
        byte[] half = Arrays.copyOf(AUDIO, 4000);
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(Packets.stream(half, 0, 1, 0, 160));
        phone.hearsInTime(Packets.stream(half, 0, 26, 1_000_000, 160));
        phone.hearsInTime(Packets.stream(half, 0, 51, 500, 160));
        assertThat(phone.hangUp()).isEqualTo(concat(half, half, half));
    }

    @Test
    void anotherStreamOfThePeerFollowsWithoutGap() {
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(stream(160));
        byte[] more = Packets.noise(8, 160);
        phone.hears(Packets.rtp(0, 9999, 77, 0xABCD, more));
        assertThat(phone.hangUp()).isEqualTo(concat(AUDIO, more));
    }

    @Test
    void theFirstCodecStaysWhenThePeerChangesToTheOther() {
        byte[] pcmu = Packets.noise(3, 1600);
        byte[] pcma = Packets.noise(4, 1600);
        byte[] converted = new byte[1600];
        G711.transcode(Codec.PCMA, Codec.PCMU, pcma, 0, converted, 0, 1600);
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(Packets.stream(pcmu, 0, 1, 0, 160));
        phone.hearsInTime(Packets.stream(pcma, 8, 11, 1600, 160));
        assertThat(phone.hangUp()).isEqualTo(concat(pcmu, converted));
        assertThat(phone.recordedCodecs).containsOnly(Codec.PCMU);
    }

    @Test
    void theRecordingEndsAtItsLongest() {
        Phone phone = Phone.recording(new RecordingLimits(Duration.ofMillis(510), Duration.ofSeconds(5)));
        phone.hearsInTime(stream(160));
        assertThat(phone.ends).containsExactly(RecordingEnd.MAX_LENGTH);
        assertThat(phone.recorded.toByteArray()).isEqualTo(Arrays.copyOf(AUDIO, 4080));
    }

    @Test
    void silenceAfterSpeechEndsTheRecording() {
        byte[] quiet = new byte[80000];
        Arrays.fill(quiet, Codec.PCMU.silence());
        Phone phone = Phone.recording(new RecordingLimits(Duration.ofMinutes(1), Duration.ofSeconds(3)));
        phone.hearsInTime(stream(160));
        phone.hearsInTime(Packets.stream(quiet, 0, 150, 5000 + 8000, 160));
        assertThat(phone.ends).containsExactly(RecordingEnd.SILENCE);
        assertThat(phone.recordedLength).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aPeerThatSuppressesSilenceEndsTheRecordingByIt() {
        Phone phone = Phone.recording(new RecordingLimits(Duration.ofMinutes(1), Duration.ofSeconds(3)));
        phone.hearsInTime(stream(160));
        phone.ticks(148);
        assertThat(phone.ends).isEmpty();
        phone.ticks(3);
        assertThat(phone.ends).containsExactly(RecordingEnd.SILENCE);
        assertThat(phone.recordedLength).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aCallerOfWhomNothingComesEndsTheRecordingByItsSilence() {
        Phone phone = Phone.recording(new RecordingLimits(Duration.ofMinutes(1), Duration.ofSeconds(3)));
        phone.ticks(151);
        assertThat(phone.ends).containsExactly(RecordingEnd.SILENCE);
    }

    @Test
    void holdIsNeitherSilenceNorPartOfTheRecording() {
        Phone phone = Phone.recording(new RecordingLimits(Duration.ofMinutes(1), Duration.ofSeconds(3)));
        phone.hearsInTime(stream(160));
        phone.negotiate(MediaSession.Direction.INACTIVE);
        phone.ticks(1000);
        phone.negotiate(MediaSession.Direction.SEND_RECEIVE);
        phone.hearsInTime(Packets.stream(AUDIO, 0, 150, 5000 + 168000, 160));
        assertThat(phone.hangUp()).isEqualTo(concat(AUDIO, AUDIO));
    }

    @Test
    void whatWasSaidBeforeAKeyStaysInTheRecording() {
        Phone phone = Phone.recording(Phone.LONG);
        stream(160).forEach(phone::hears);
        phone.hears(Packets.event(150, 13000, 11, false, 160));
        phone.audio.stopRecording(RecordingEnd.STOPPED);
        assertThat(phone.digits).containsExactly(DtmfDigit.POUND);
        assertThat(phone.recorded.toByteArray()).isEqualTo(AUDIO);
        assertThat(phone.ends).containsExactly(RecordingEnd.STOPPED);
    }

    @Test
    void theTimeOfAKeyPressBecomesSilence() {
        byte[] half = Arrays.copyOf(AUDIO, 4000);
        byte[] tone = new byte[800];
        Arrays.fill(tone, Codec.PCMU.silence());
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsInTime(Packets.stream(half, 0, 1, 0, 160));
        for (int i = 0; i < 5; i++) {
            phone.hearsInTime(List.of(Packets.event(26 + i, 4000, 1, i == 4, 160 * i)));
        }
        phone.hearsInTime(Packets.stream(half, 0, 31, 4800, 160));
        assertThat(phone.hangUp()).isEqualTo(concat(half, tone, half));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
