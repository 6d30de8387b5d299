package org.duovox.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.duovox.sip.media.MediaEngine;
import org.duovox.sip.media.MediaListener;
import org.duovox.sip.media.MediaSession;
import org.duovox.sip.media.MediaSettings;

/** The real media engine, on the same address as the signalling. */
final class MediaPorts implements MediaFactory {

    /** How long a recording waits for a late packet: four packets of 20 ms jitter, and some. */
    private static final Duration REORDER_WINDOW = Duration.ofMillis(200);

    private final MediaEngine engine;

    private MediaPorts(MediaEngine engine) {
        this.engine = engine;
    }

    /** @throws UnknownHostException when the advertised address is none */
    static MediaPorts open(ConnectorSettings settings) throws UnknownHostException {
        return new MediaPorts(new MediaEngine(new MediaSettings(
                settings.sip().getAddress(),
                InetAddress.getByName(settings.advertisedAddress()),
                settings.firstRtpPort(),
                settings.lastRtpPort(),
                settings.rtpInactivity(),
                REORDER_WINDOW,
                1,
                false)));
    }

    @Override
    public MediaSession open(MediaListener listener) throws IOException {
        return engine.open(listener);
    }

    @Override
    public void close() {
        engine.close();
    }
}
