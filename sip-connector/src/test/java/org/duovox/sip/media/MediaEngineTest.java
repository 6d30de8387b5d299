package org.duovox.sip.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.media.MediaSession.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine on real sockets of the loopback interface. */
@Timeout(20)
class MediaEngineTest {

    /** Events in the order in which they came. */
    private static class Ear implements MediaListener {

        final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

        @Override
        public void digitPressed(DtmfDigit digit) {
            events.add(digit);
        }

        @Override
        public void playFinished(long playNumber) {
            events.add(playNumber);
        }

        @Override
        public void recordingStopped(RecordingEnd reason, Duration length) {
            events.add(reason);
        }

        @Override
        public void peerSilent() {
            events.add("silent");
        }

        Object next() throws InterruptedException {
            Object event = events.poll(15, TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        }
    }

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static MediaEngine engine(int firstPort, int lastPort) {
        return new MediaEngine(MediaSettings.on(LOOPBACK).withPorts(firstPort, lastPort), new SplittableRandom(1));
    }

    private static InetSocketAddress addressOf(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static void send(DatagramSocket socket, byte[] packet, InetSocketAddress target) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, target));
    }

    @Test
    void everyByteThatArrivesBeforeTheHangUpIsRecorded() throws Exception {
        byte[] audio = Packets.noise(1, 24_000); // 3 s, as after a pause of the process
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        Ear ear = new Ear();
        try (MediaEngine engine = engine(22000, 22100);
                DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            MediaSession session = engine.open(ear);
            session.negotiate(addressOf(phone), Codec.PCMU, Packets.EVENT_TYPE, Direction.SEND_RECEIVE);
            session.record((codec, buffer, offset, length) -> recorded.write(buffer, offset, length), Phone.LONG);
            session.play(List.of());
            assertThat(ear.next()).as("orders are carried out").isEqualTo(1L);
            for (byte[] packet : Packets.stream(audio, 0, 1, 0, 160)) {
                send(phone, packet, session.localAddress());
            }
            session.close();
            assertThat(ear.next()).isEqualTo(RecordingEnd.HUNG_UP);
        }
        assertThat(recorded.toByteArray()).isEqualTo(audio);
    }

    @Test
    void aPromptIsHeardByteForByteAndAKeyIsUnderstood() throws Exception {
        byte[] prompt = Packets.noise(2, 1600);
        Ear ear = new Ear();
        try (MediaEngine engine = engine(22000, 22100);
                DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            phone.setSoTimeout(15_000);
            MediaSession session = engine.open(ear);
            long number = session.play(List.of(AudioClip.of(Codec.PCMU, prompt)));
            session.negotiate(addressOf(phone), Codec.PCMU, Packets.EVENT_TYPE, Direction.SEND_RECEIVE);
            send(phone, Packets.event(1, 160, 9, true, 160), session.localAddress());
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            while (heard.size() < prompt.length) {
                phone.receive(packet);
                heard.write(packet.getData(), 12, packet.getLength() - 12);
            }
            assertThat(heard.toByteArray()).isEqualTo(prompt);
            assertThat(List.of(ear.next(), ear.next())).containsExactlyInAnyOrder(DtmfDigit.NINE, number);
        }
    }

    @Test
    void anExhaustedRangeIsSaidAndEndsWithTheNextClose() throws Exception {
        try (MediaEngine engine = engine(22201, 22205)) {
            MediaSession first = engine.open(new Ear());
            MediaSession second = engine.open(new Ear());
            assertThat(second.localAddress().getPort()).isEqualTo(22204);
            assertThatThrownBy(() -> engine.open(new Ear())).isInstanceOf(BindException.class);
            first.close();
            awaitPortsInUse(engine, 1);
            assertThat(engine.open(new Ear()).localAddress().getPort()).isEqualTo(22202);
        }
    }

    @Test
    void aPortOfAnotherProgramIsPassedOver() throws Exception {
        try (DatagramSocket other = new DatagramSocket(22303, LOOPBACK);
                MediaEngine engine = engine(22302, 22310)) {
            assertThat(other.isBound()).isTrue();
            assertThat(engine.open(new Ear()).localAddress().getPort()).isEqualTo(22304);
        }
    }

    @Test
    void tenThousandSessionsLeaveNoPortBehind() throws Exception {
        Ear ear = new Ear();
        try (MediaEngine engine = engine(23000, 23099)) {
            for (int i = 0; i < 10_000; i++) {
                if (i % 50 == 0) {
                    awaitPortsInUse(engine, 0);
                }
                engine.open(ear).close();
            }
            awaitPortsInUse(engine, 0);
            for (int i = 0; i < 50; i++) {
                engine.open(ear);
            }
        }
        try (DatagramSocket free = new DatagramSocket(23050, LOOPBACK)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void aClosedEngineEndsItsThreadsAndItsRecordings() throws Exception {
        Ear ear = new Ear();
        MediaEngine engine = engine(22400, 22410);
        engine.open(ear).record((codec, buffer, offset, length) -> {}, Phone.LONG);
        engine.close();
        assertThat(ear.next()).isEqualTo(RecordingEnd.HUNG_UP);
        assertThat(engine.portsInUse()).isZero();
        assertThatThrownBy(() -> engine.open(ear)).isInstanceOf(IOException.class);
    }

    @Test
    void aListenerThatThrowsDoesNotStopTheOthers() throws Exception {
        Ear ear = new Ear();
        try (MediaEngine engine = engine(22500, 22510);
                DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            MediaSession bad = engine.open(new Ear() {
                @Override
                public void playFinished(long playNumber) {
                    throw new StackOverflowError("part of the test");
                }
            });
            MediaSession good = engine.open(ear);
            for (MediaSession session : List.of(bad, good)) {
                session.negotiate(addressOf(phone), Codec.PCMU, -1, Direction.SEND_RECEIVE);
                session.play(List.of());
            }
            assertThat(ear.next()).isEqualTo(1L);
        }
    }

    /** Closing is done by the media thread; there is nothing to wait on but its result. */
    @Test
    void threadsThatHaveEndedAreNotInTime() {
        MediaEngine engine = engine(22600, 22610);
        assertThat(engine.isInTime()).isTrue();
        engine.close();
        assertThat(engine.isInTime()).isFalse();
    }

    private static void awaitPortsInUse(MediaEngine engine, int wanted) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (engine.portsInUse() != wanted && System.nanoTime() - limit < 0) {
            Thread.onSpinWait();
        }
        assertThat(engine.portsInUse()).isEqualTo(wanted);
    }
}
