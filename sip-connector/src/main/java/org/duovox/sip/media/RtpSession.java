package org.duovox.sip.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.MediaStatistics;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;

/** A session on a pair of sockets. What callers ask for is done on the media thread, in the order in which they asked. */
final class RtpSession implements MediaSession {

    /** A greeting of single words and numbers is some thirty clips; a caller hears nobody read more than this many. */
    private static final int MAX_CLIPS = 1000;

    private final MediaThread thread;
    private final PortPair ports;
    private final InetSocketAddress localAddress;
    private final CallAudio audio;
    private final AtomicLong lastPlayNumber = new AtomicLong();
    private boolean closed;

    RtpSession(
            MediaThread thread,
            PortPair ports,
            MediaSettings settings,
            MediaListener listener,
            RandomGenerator random) {
        this.thread = thread;
        this.ports = ports;
        InetAddress advertised = settings.advertisedAddress();
        this.localAddress = new InetSocketAddress(advertised, ports.rtpPort());
        this.audio = new CallAudio(listener, new Sockets(ports), settings, random);
    }

    private void order(MediaThread.Order order) {
        thread.post(now -> {
            if (!closed) {
                order.carryOut(now);
            }
        });
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public void negotiate(InetSocketAddress peer, Codec codec, int telephoneEventPayloadType, Direction direction) {
        if (peer.isUnresolved()) {
            throw new IllegalArgumentException("the peer's address must be resolved: " + peer);
        }
        order(now -> {
            audio.negotiate(peer, codec, telephoneEventPayloadType, direction, now);
            thread.listen(this);
        });
    }

    @Override
    public long play(List<AudioClip> clips) {
        if (clips.size() > MAX_CLIPS) {
            throw new IllegalArgumentException("more than " + MAX_CLIPS + " clips");
        }
        Player player = new Player(lastPlayNumber.incrementAndGet(), List.copyOf(clips));
        order(now -> audio.play(player));
        return player.number();
    }

    @Override
    public void stopPlaying() {
        order(now -> audio.stopPlaying());
    }

    @Override
    public void pausePlaying() {
        order(now -> audio.pausePlaying(true));
    }

    @Override
    public void resumePlaying() {
        order(now -> audio.pausePlaying(false));
    }

    @Override
    public void skip(Duration distance) {
        order(now -> audio.skip(distance));
    }

    @Override
    public Duration playPosition() {
        return RtpClock.duration(audio.playedSamples());
    }

    @Override
    public void record(RecordingSink sink, RecordingLimits limits) {
        order(now -> audio.record(sink, limits, now));
    }

    @Override
    public void stopRecording() {
        order(now -> audio.stopRecording(RecordingEnd.STOPPED));
    }

    @Override
    public MediaStatistics statistics() {
        return audio.statistics();
    }

    @Override
    public void close() {
        order(now -> thread.remove(this, now));
    }

    // The rest is called on the media thread only.

    PortPair ports() {
        return ports;
    }

    void tick(long now, long tick) {
        audio.tick(now, tick);
    }

    void arrived(DatagramChannel channel, InetSocketAddress source, byte[] data, int length, long now) {
        if (channel.equals(ports.rtp())) {
            audio.rtpArrived(source, data, length, now);
        } else {
            audio.rtcpArrived(source, data, length, now);
        }
    }

    void closeNow(long now) {
        closed = true;
        try {
            audio.close(now);
        } finally {
            ports.close();
        }
    }

    private record Sockets(PortPair ports) implements Wire {

        @Override
        public void sendRtp(ByteBuffer packet, InetSocketAddress target) {
            send(ports.rtp(), packet, target);
        }

        @Override
        public void sendRtcp(ByteBuffer packet, InetSocketAddress target) {
            send(ports.rtcp(), packet, target);
        }

        private static void send(DatagramChannel channel, ByteBuffer packet, InetSocketAddress target) {
            try {
                channel.send(packet, target);
            } catch (IOException lostAsInTheNetwork) {
                // The next packet follows in 20 ms, and a peer that hears nothing says so by SIP.
            }
        }
    }
}
