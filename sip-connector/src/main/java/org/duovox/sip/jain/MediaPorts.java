package org.duovox.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.duovox.sip.media.MediaEngine;
import org.duovox.sip.media.MediaListener;
import org.duovox.sip.media.MediaSession;
import org.duovox.sip.media.MediaSettings;
import org.jspecify.annotations.Nullable;

/** The real media engine, on the same address as the signalling. */
final class MediaPorts implements MediaFactory {

    /** How long a recording waits for a late packet: four packets of 20 ms jitter, and some. */
    private static final Duration REORDER_WINDOW = Duration.ofMillis(200);

    private final MediaSettings settings;
    private volatile @Nullable MediaEngine engine;
    private boolean closed;

    private MediaPorts(MediaSettings settings) {
        this.settings = settings;
        engine = new MediaEngine(settings);
    }

    /** @throws UnknownHostException when the advertised address is none */
    static MediaPorts open(ConnectorSettings settings) throws UnknownHostException {
        return new MediaPorts(new MediaSettings(
                settings.sip().getAddress(),
                InetAddress.getByName(settings.advertisedAddress()),
                settings.firstRtpPort(),
                settings.lastRtpPort(),
                settings.rtpInactivity(),
                REORDER_WINDOW,
                1,
                false));
    }

    @Override
    public MediaSession open(MediaListener listener) throws IOException {
        MediaEngine running = engine;
        if (running == null) {
            throw new IOException("playing and recording were stopped");
        }
        return running.open(listener);
    }

    @Override
    public synchronized void run(boolean wanted) {
        MediaEngine running = engine;
        if (!wanted && running != null) {
            engine = null;
            running.close();
        } else if (wanted && running == null && !closed) {
            engine = new MediaEngine(settings);
        }
    }

    @Override
    public boolean isInTime() {
        MediaEngine running = engine;
        return running != null && running.isInTime();
    }

    @Override
    public synchronized void close() {
        closed = true;
        run(false);
    }
}
