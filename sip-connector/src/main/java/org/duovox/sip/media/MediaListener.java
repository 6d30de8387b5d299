package org.duovox.sip.media;

import java.time.Duration;
import org.duovox.sip.DtmfDigit;
import org.duovox.sip.RecordingEnd;

/** Hears what happens in a media session. Called on the media thread: must not block. */
public interface MediaListener {

    void digitPressed(DtmfDigit digit);

    void playFinished(long playNumber);

    void recordingStopped(RecordingEnd reason, Duration length);

    /** No RTP or RTCP came from the peer for the configured time while it was expected; said once. */
    void peerSilent();
}
