package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import org.duovox.sip.media.MediaSession.Direction;
import org.junit.jupiter.api.Test;

class CallAudioTest {

    private static final InetSocketAddress STRANGER = Phone.address("192.0.2.66", 4000);
    private static final InetSocketAddress OTHER_PORT = Phone.address("192.0.2.10", 9000);
    private static final InetSocketAddress THIRD_PORT = Phone.address("192.0.2.10", 9002);

    private static byte[] packet(int sequence) {
        return Packets.rtp(0, sequence, sequence * 160, Packets.noise(sequence, 160));
    }

    @Test
    void strangersPacketsNeverReachTheRecording() {
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsFrom(STRANGER, packet(1));
        phone.hears(packet(1));
        phone.hearsFrom(STRANGER, packet(2));
        assertThat(phone.hangUp()).isEqualTo(Packets.noise(1, 160));
        assertThat(phone.audio.statistics().packetsRefused()).isEqualTo(2);
    }

    @Test
    void nothingIsHeardBeforeItIsNegotiated() {
        Phone phone = new Phone();
        phone.hears(packet(1));
        assertThat(phone.audio.statistics().packetsReceived()).isZero();
    }

    @Test
    void weSendToThePortThatThePeerReallyUses() {
        Phone phone = Phone.answered();
        phone.hearsFrom(OTHER_PORT, packet(1));
        phone.ticks(1);
        assertThat(phone.targets).containsExactly(OTHER_PORT);
    }

    @Test
    void aSecondPortOfThePeerIsRefusedWhileTheFirstIsHeard() {
        Phone phone = Phone.recording(Phone.LONG);
        phone.hearsFrom(OTHER_PORT, packet(1));
        phone.ticks(50);
        phone.hearsFrom(THIRD_PORT, packet(2));
        assertThat(phone.hangUp()).isEqualTo(Packets.noise(1, 160));
    }

    @Test
    void aSecondPortIsTakenWhenTheFirstHasBeenSilent() {
        Phone phone = Phone.answered();
        phone.hearsFrom(OTHER_PORT, packet(1));
        phone.ticks(101);
        phone.hearsFrom(THIRD_PORT, Packets.rtp(0, 1, 1, 0xABCD, new byte[160]));
        assertThat(phone.audio.statistics().packetsReceived()).isEqualTo(2);
    }

    @Test
    void theNegotiatedPortTakesThePlaceOfALearnedOne() {
        Phone phone = Phone.answered();
        phone.hearsFrom(OTHER_PORT, packet(1));
        phone.hears(packet(2));
        phone.ticks(1);
        assertThat(phone.targets).containsExactly(Phone.PEER);
    }

    @Test
    void aStreamThatHasEndedIsNotMixedIntoTheNext() {
        Phone phone = Phone.answered();
        phone.hears(packet(1));
        phone.hears(Packets.rtp(0, 500, 1, 0xABCD, new byte[160]));
        phone.hears(packet(2));
        assertThat(phone.audio.statistics().packetsRefused()).isEqualTo(1);
    }

    @Test
    void aPeerThatShouldSendAndDoesNotIsToldOnce() {
        Phone phone = Phone.answered();
        phone.ticks(999);
        assertThat(phone.silences).isZero();
        phone.ticks(1000);
        assertThat(phone.silences).isEqualTo(1);
    }

    @Test
    void reportsOfThePeerKeepTheCallAlive() {
        Phone phone = Phone.answered();
        byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};
        for (int i = 0; i < 10; i++) {
            phone.ticks(500);
            phone.audio.rtcpArrived(OTHER_PORT, report, report.length, phone.now);
        }
        assertThat(phone.silences).isZero();
    }

    @Test
    void aPeerThatHoldsIsExpectedToBeSilent() {
        Phone phone = Phone.answered();
        phone.negotiate(Direction.SEND_ONLY);
        phone.ticks(2000);
        assertThat(phone.silences).isZero();
    }

    @Test
    void lossIsCounted() {
        Phone phone = Phone.answered();
        for (int i = 1; i <= 100; i++) {
            if (i % 10 != 5) {
                phone.hears(packet(i));
            }
            phone.ticks(1);
        }
        assertThat(phone.audio.statistics().packetsLost()).isEqualTo(10);
        assertThat(phone.audio.statistics().jitterMillis()).isLessThan(1);
    }

    @Test
    void garbageNeverThrowsAndNeverReachesTheRecording() {
        long seed = 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        Phone phone = Phone.recording(Phone.LONG);
        byte[] data = new byte[2048];
        for (int i = 0; i < 200_000; i++) {
            random.nextBytes(data);
            int length = random.nextInt(data.length);
            data[1] = (byte) random.nextInt(72, 128);
            phone.audio.rtpArrived(Phone.PEER, data, length, phone.now);
            phone.audio.rtcpArrived(Phone.PEER, data, length, phone.now);
        }
        assertThat(phone.hangUp()).as("seed %d", seed).isEmpty();
    }

    @Test
    void audioWithWildNumbersNeverThrowsAndRecordsNoMoreThanWasSent() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        Phone phone = Phone.recording(Phone.LONG);
        long sent = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] payload = new byte[random.nextInt(1, 481)];
            sent += payload.length;
            int sequence = i + random.nextInt(-3, 4);
            phone.hears(Packets.rtp(random.nextBoolean() ? 0 : 8, sequence, random.nextInt(), payload));
        }
        assertThat((long) phone.hangUp().length).as("seed %d", seed).isBetween(1L, sent);
    }
}
