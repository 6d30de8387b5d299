package org.duovox.sip.media;

import java.time.Duration;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.RecordingEnd;

/** Hears what happens in a media session. Called on the media thread: must not block. */
public interface MediaListener {

    /** A key was pressed, told once for each press (RFC 4733), at the first that is heard of it. */
    void digitPressed(DtmfDigit digit);

    /** The last packet of what {@link MediaSession#play} started under this number was sent. */
    void playFinished(long playNumber);

    /** A recording ended; its last samples were given to the sink before. */
    void recordingStopped(RecordingEnd reason, Duration length);

    /** No RTP or RTCP came from the peer for the configured time while it was expected; told once for each such silence. */
    void peerSilent();
}
