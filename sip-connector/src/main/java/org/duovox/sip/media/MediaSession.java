package org.duovox.sip.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.duovox.sip.MediaStatistics;
import org.duovox.sip.RecordingLimits;
import org.duovox.sip.RecordingSink;

/** The audio of one call. Methods return at once and may be called from any thread. */
public interface MediaSession {

    /** Where we listen for RTP; RTCP is on the next higher port. */
    InetSocketAddress localAddress();

    /**
     * Starts, or changes, what was negotiated.
     *
     * @param peer where the session description says that the peer listens; the address latches to the real source of the
     *     first valid packet only if that has the same IP address
     * @param telephoneEventPayloadType of RFC 4733 events, or -1 when not negotiated
     * @param direction from our point of view
     */
    void negotiate(InetSocketAddress peer, Codec codec, int telephoneEventPayloadType, Direction direction);

    long play(List<AudioClip> clips);

    void stopPlaying();

    void pausePlaying();

    void resumePlaying();

    void skip(Duration distance);

    Duration playPosition();

    void record(RecordingSink sink, RecordingLimits limits);

    void stopRecording();

    MediaStatistics statistics();

    /** Frees the ports. If a recording runs, its last samples are given to the sink and the listener hears of HUNG_UP first. */
    void close();

    /** Which way audio may flow (RFC 3264, 5.1). */
    enum Direction {
        SEND_RECEIVE,
        SEND_ONLY,
        RECEIVE_ONLY,
        INACTIVE
    }
}
