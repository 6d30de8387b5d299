package org.duovox.sip.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;

/** The two sockets of a session. */
record PortPair(int rtpPort, DatagramChannel rtp, DatagramChannel rtcp) {

    void close() {
        try (rtp;
                rtcp) {
            // Closing is all there is to do.
        } catch (IOException failed) {
            throw new UncheckedIOException("RTP port " + rtpPort, failed);
        }
    }
}
