package org.duovox.sip.media;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.media.MediaSession.Direction;

/** A call's audio with everything around it in memory: the peer, the wire, the listener, the clock. */
final class Phone implements MediaListener, Wire {

    static final long MILLI = 1_000_000;
    static final InetSocketAddress PEER = address("192.0.2.10", 4000);
    static final RecordingLimits LONG = new RecordingLimits(Duration.ofMinutes(10), Duration.ofMinutes(10));

    final CallAudio audio;
    final List<byte[]> sent = new ArrayList<>();
    final List<byte[]> reports = new ArrayList<>();
    final List<InetSocketAddress> targets = new ArrayList<>();
    final List<DtmfDigit> digits = new ArrayList<>();
    final List<Long> finished = new ArrayList<>();
    final List<RecordingEnd> ends = new ArrayList<>();
    final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    final List<Codec> recordedCodecs = new ArrayList<>();
    Duration recordedLength = Duration.ZERO;
    int silences;

    /** Any start will do, also one from which the time overflows. */
    long now = Long.MAX_VALUE - 300 * MILLI;

    private long tick;

    Phone() {
        this(MediaSettings.on(PEER.getAddress()));
    }

    Phone(MediaSettings settings) {
        audio = new CallAudio(this, this, settings, new SplittableRandom(1));
    }

    static Phone answered() {
        Phone phone = new Phone();
        phone.negotiate(Direction.SEND_RECEIVE);
        return phone;
    }

    static Phone recording(RecordingLimits limits) {
        Phone phone = answered();
        phone.record(limits);
        return phone;
    }

    static InetSocketAddress address(String ip, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(ip), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    void negotiate(Direction direction) {
        audio.negotiate(PEER, Codec.PCMU, Packets.EVENT_TYPE, direction, now);
    }

    void record(RecordingLimits limits) {
        audio.record(
                (codec, buffer, offset, length) -> {
                    recordedCodecs.add(codec);
                    recorded.write(buffer, offset, length);
                },
                limits,
                now);
    }

    void play(long number, List<AudioClip> clips) {
        audio.play(new Player(number, clips));
    }

    void hears(byte[] packet) {
        hearsFrom(PEER, packet);
    }

    void hearsFrom(InetSocketAddress source, byte[] packet) {
        audio.rtpArrived(source, packet, packet.length, now);
    }

    /** Each packet with a tick after it. */
    void hearsInTime(List<byte[]> packets) {
        for (byte[] packet : packets) {
            hears(packet);
            ticks(1);
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            now += RtpClock.TICK_NANOS;
            audio.tick(now, tick++);
        }
    }

    byte[] hangUp() {
        audio.close(now);
        return recorded.toByteArray();
    }

    private static byte[] copy(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        return bytes;
    }

    @Override
    public void sendRtp(ByteBuffer packet, InetSocketAddress target) {
        sent.add(copy(packet));
        targets.add(target);
    }

    @Override
    public void sendRtcp(ByteBuffer packet, InetSocketAddress target) {
        reports.add(copy(packet));
    }

    @Override
    public void digitPressed(DtmfDigit digit) {
        digits.add(digit);
    }

    @Override
    public void playFinished(long playNumber) {
        finished.add(playNumber);
    }

    @Override
    public void recordingStopped(RecordingEnd reason, Duration length) {
        ends.add(reason);
        recordedLength = length;
    }

    @Override
    public void peerSilent() {
        silences++;
    }
}
