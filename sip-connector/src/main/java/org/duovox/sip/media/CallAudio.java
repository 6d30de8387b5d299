package org.duovox.sip.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.duovox.sip.Codec;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.MediaStatistics;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;
import org.duovox.sip.media.MediaSession.Direction;
import org.jspecify.annotations.Nullable;

/**
 * The audio of one call, without sockets, threads or clock: packets and the time ({@link System#nanoTime}) are brought to it. Used
 * by one thread at a time; only {@link #statistics} and {@link #playedSamples} may be called from others.
 */
final class CallAudio {

    /** RFC 3551: comfort noise (RFC 3389). It says that nobody speaks, which the pause in the audio says too. */
    private static final int COMFORT_NOISE = 13;

    /** 60 ms, the longest packet in use. */
    private static final int LONGEST_PAYLOAD = 480;

    /** RFC 6263: NAT bindings live 15 s and longer. */
    private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

    /** The last two packets of a clip may be heard, and answered, before we know that they have left. */
    private static final long NEARLY_ENDED_SAMPLES = 2L * RtpClock.TICK_SAMPLES;

    private final MediaListener listener;
    private final Wire wire;
    private final long silenceLimitNanos;
    private final long reorderNanos;
    private final boolean steadySilence;

    private final RtpPacket packet = new RtpPacket();
    private final PeerLatch latch = new PeerLatch();
    private final Reception reception = new Reception();
    private final DtmfReceiver dtmf = new DtmfReceiver();
    private final MediaCounters counters = new MediaCounters();
    private final HeadStart headStart = new HeadStart();
    private final RtpSender sender;
    private final RtcpReports reports;

    private Codec codec = Codec.PCMU;
    private int telephoneEventPayloadType = -1;
    private Direction direction = Direction.INACTIVE;
    private @Nullable InetSocketAddress negotiatedPeer;
    private @Nullable InetSocketAddress rtcpPeer;

    private @Nullable Player player;
    private volatile long playedSamples;
    private boolean inTalkSpurt;
    private boolean everSent;
    private long lastSent;

    private @Nullable Recording recording;

    private long lastHeard;
    private boolean silenceTold;
    private long lastTick;

    CallAudio(MediaListener listener, Wire wire, MediaSettings settings, RandomGenerator random) {
        this.listener = listener;
        this.wire = wire;
        this.silenceLimitNanos = settings.silenceLimit().toNanos();
        this.reorderNanos = settings.reorderWindow().toNanos();
        this.steadySilence = settings.steadySilence();
        this.sender = new RtpSender(random);
        this.reports = new RtcpReports(sender, reception, random);
    }

    void negotiate(InetSocketAddress peer, Codec newCodec, int eventPayloadType, Direction newDirection, long now) {
        if (!peer.equals(negotiatedPeer)) {
            negotiatedPeer = peer;
            rtcpPeer = null;
            latch.expect(peer);
            reports.schedule(now);
        }
        codec = newCodec;
        telephoneEventPayloadType = eventPayloadType;
        direction = newDirection;
        lastHeard = now;
        silenceTold = false;
        if (recording != null) {
            recording.hold(!receives(), now);
        }
    }

    private boolean receives() {
        return direction == Direction.SEND_RECEIVE || direction == Direction.RECEIVE_ONLY;
    }

    private boolean sends() {
        return direction == Direction.SEND_RECEIVE || direction == Direction.SEND_ONLY;
    }

    void rtpArrived(InetSocketAddress source, byte[] data, int length, long now) {
        if (!packet.read(data, length) || !isExpected() || !latch.admits(source, now)) {
            counters.refused();
            return;
        }
        Reception.Place place = reception.packet(packet.ssrc(), packet.sequence(), now);
        if (place == Reception.Place.NONE) {
            counters.refused();
            return;
        }
        latch.heard(source, now);
        heard(now);
        if (place == Reception.Place.FIRST) {
            newStream();
        }
        boolean newest = place != Reception.Place.OLDER;
        if (packet.payloadType() == telephoneEventPayloadType) {
            eventArrived(newest);
        } else {
            audioArrived(newest, now);
        }
        counters.received(reception);
    }

    /** Either law may come at any time, whatever was negotiated (RFC 3264, 5.1, if both were offered). */
    private boolean isExpected() {
        int type = packet.payloadType();
        boolean audio = type == Codec.PCMU.payloadType() || type == Codec.PCMA.payloadType();
        boolean other = type == COMFORT_NOISE || type == telephoneEventPayloadType;
        return audio ? packet.payloadLength() <= LONGEST_PAYLOAD : other;
    }

    private void newStream() {
        dtmf.newStream();
        headStart.newStream();
        if (recording != null) {
            recording.newStream();
        }
    }

    private void eventArrived(boolean newest) {
        if (receives()) {
            Optional<DtmfDigit> digit = dtmf.packet(packet, newest);
            digit.ifPresent(listener::digitPressed);
        }
    }

    private void audioArrived(boolean newest, long now) {
        if (packet.payloadType() == COMFORT_NOISE || packet.payloadLength() == 0) {
            return;
        }
        reception.arrived(packet.timestamp(), now);
        if (!receives()) {
            return;
        }
        Codec law = packet.payloadType() == Codec.PCMU.payloadType() ? Codec.PCMU : Codec.PCMA;
        if (recording == null) {
            headStart.audio(law, packet, newest);
            return;
        }
        recording.audio(law, packet, newest, now);
        stopIfEnded(recording);
    }

    private void heard(long now) {
        lastHeard = now;
        silenceTold = false;
    }

    void rtcpArrived(InetSocketAddress source, byte[] data, int length, long now) {
        boolean fromPeer = negotiatedPeer != null && negotiatedPeer.getAddress().equals(source.getAddress());
        if (!fromPeer || !reports.read(data, length, now)) {
            counters.refused();
            return;
        }
        rtcpPeer = source;
        heard(now);
    }

    void play(Player started) {
        headStart.forget();
        player = started;
        playedSamples = 0;
    }

    void stopPlaying() {
        player = null;
        playedSamples = 0;
    }

    void pausePlaying(boolean pausing) {
        if (player != null) {
            player.pause(pausing);
        }
    }

    void skip(Duration distance) {
        if (player != null) {
            player.skip(RtpClock.samples(distance));
            headStart.forget();
            playedSamples = player.position();
        }
    }

    void record(RecordingSink sink, RecordingLimits limits, long now) {
        stopRecording(RecordingEnd.STOPPED);
        stopPlaying();
        Recording started = new Recording(sink, limits, codec, reorderNanos, now);
        started.hold(!receives(), now);
        recording = started;
        headStart.giveTo(started, packet, now);
        stopIfEnded(started);
    }

    void stopRecording(RecordingEnd reason) {
        Recording ended = recording;
        if (ended != null) {
            recording = null;
            listener.recordingStopped(reason, RtpClock.duration(ended.finish()));
        }
    }

    private void stopIfEnded(Recording running) {
        RecordingEnd end = running.end();
        if (end != null) {
            stopRecording(end);
        }
    }

    /** Does what is due every 20 ms, after the packets of that time. Ticks that were skipped count in the number. */
    void tick(long now, long tick) {
        lastTick = tick;
        if (recording != null) {
            recording.tick(now);
            stopIfEnded(recording);
        }
        headStart.tick();
        send(now, tick);
        if (negotiatedPeer != null && reports.due(now)) {
            report(now, false);
        }
        if (receives() && !silenceTold && now - lastHeard >= silenceLimitNanos) {
            silenceTold = true;
            listener.peerSilent();
        }
    }

    private void send(long now, long tick) {
        InetSocketAddress target = sends() ? latch.target() : null;
        Player playing = player;
        if (target == null) {
            inTalkSpurt = false;
        } else if (playing != null && !playing.paused()) {
            sendClip(playing, target, now, tick);
        } else if (steadySilence || !everSent || now - lastSent >= KEEP_ALIVE_NANOS) {
            fillWithSilence(0);
            sendPacket(target, now, tick);
            inTalkSpurt = steadySilence;
        } else {
            inTalkSpurt = false;
        }
    }

    private void sendClip(Player playing, InetSocketAddress target, long now, long tick) {
        if (playing.remaining() <= NEARLY_ENDED_SAMPLES && !headStart.keeps()) {
            headStart.begin();
        }
        int read = playing.read(codec, sender.array(), RtpSender.PAYLOAD_OFFSET, RtpClock.TICK_SAMPLES);
        if (read > 0) {
            fillWithSilence(read);
            sendPacket(target, now, tick);
            inTalkSpurt = true;
        }
        playedSamples = playing.position();
        if (playing.finished()) {
            stopPlaying();
            listener.playFinished(playing.number());
        }
    }

    private void fillWithSilence(int from) {
        byte[] array = sender.array();
        for (int i = RtpSender.PAYLOAD_OFFSET + from; i < array.length; i++) {
            array[i] = codec.silence();
        }
    }

    private void sendPacket(InetSocketAddress target, long now, long tick) {
        wire.sendRtp(sender.packet(codec, tick, !inTalkSpurt), target);
        counters.sent();
        everSent = true;
        lastSent = now;
    }

    private void report(long now, boolean bye) {
        InetSocketAddress rtp = latch.target();
        if (rtp == null || rtp.getPort() == 0xFFFF) {
            return;
        }
        InetSocketAddress target =
                rtcpPeer != null ? rtcpPeer : new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        wire.sendRtcp(reports.write(now, lastTick, bye), target);
        reports.schedule(now);
    }

    void close(long now) {
        stopRecording(RecordingEnd.HUNG_UP);
        stopPlaying();
        report(now, true);
    }

    long playedSamples() {
        return playedSamples;
    }

    MediaStatistics statistics() {
        return counters.snapshot();
    }
}
