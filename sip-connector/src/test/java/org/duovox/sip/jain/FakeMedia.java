package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.MediaStatistics;
import org.duovox.sip.RecordingEnd;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;
import org.duovox.sip.media.MediaListener;
import org.duovox.sip.media.MediaSession;

/** Audio without sound and sockets, which remembers what was agreed. */
final class FakeMedia implements MediaFactory {

    final List<Session> sessions = new CopyOnWriteArrayList<>();

    Session last() {
        return sessions.getLast();
    }

    @Override
    public MediaSession open(MediaListener listener) {
        Session session = new Session(listener, 20000 + 2 * (sessions.size() % 400));
        if (sessions.size() > 1000) {
            sessions.clear();
        }
        sessions.add(session);
        return session;
    }

    @Override
    public void run(boolean wanted) {}

    @Override
    public boolean isInTime() {
        return true;
    }

    @Override
    public void close() {}

    static final class Session implements MediaSession {
        final MediaListener listener;
        final List<AudioAgreement> agreed = new CopyOnWriteArrayList<>();
        private final int port;
        volatile boolean closed;
        private volatile boolean recording;

        Session(MediaListener listener, int port) {
            this.listener = listener;
            this.port = port;
        }

        @Override
        public InetSocketAddress localAddress() {
            return new InetSocketAddress(TestServer.HOST, port);
        }

        @Override
        public void negotiate(InetSocketAddress peer, Codec codec, int telephoneEvent, Direction direction) {
            agreed.add(new AudioAgreement(peer, codec, telephoneEvent, direction, 0));
        }

        @Override
        public long play(List<AudioClip> clips) {
            return 1;
        }

        @Override
        public void stopPlaying() {}

        @Override
        public void pausePlaying() {}

        @Override
        public void resumePlaying() {}

        @Override
        public void skip(Duration distance) {}

        @Override
        public Duration playPosition() {
            return Duration.ZERO;
        }

        @Override
        public void record(RecordingSink sink, RecordingLimits limits) {
            recording = true;
        }

        @Override
        public void stopRecording() {}

        @Override
        public MediaStatistics statistics() {
            return new MediaStatistics(0, 0, 0, 0, 0);
        }

        /** Says a little later, as the media thread would, that the recording stopped. */
        @Override
        public void close() {
            closed = true;
            if (recording) {
                Thread.ofPlatform().start(() -> listener.recordingStopped(RecordingEnd.HUNG_UP, Duration.ofSeconds(1)));
            }
        }
    }
}
