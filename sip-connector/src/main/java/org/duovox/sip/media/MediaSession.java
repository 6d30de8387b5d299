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
     * @param codec of what we send; we take both laws
     * @param telephoneEventPayloadType of RFC 4733 events, or -1 when not negotiated
     * @param direction from our point of view
     * @throws IllegalArgumentException when the peer's address is not resolved
     */
    void negotiate(InetSocketAddress peer, Codec codec, int telephoneEventPayloadType, Direction direction);

    /**
     * Plays clips one after another in place of whatever plays now. While we may not send, playing stands still.
     *
     * @return the number under which {@link MediaListener#playFinished} reports the end; grows with each call
     * @throws IllegalArgumentException for more than 1000 clips
     */
    long play(List<AudioClip> clips);

    /** Stops playing; the listener hears nothing of it. */
    void stopPlaying();

    /** Holds playing where it is. */
    void pausePlaying();

    /** Goes on where {@link #pausePlaying} held. */
    void resumePlaying();

    /** Moves what plays forward (positive) or back (negative), not beyond the clips' ends. */
    void skip(Duration distance);

    /** How far the playing has come since the first clip's start; zero when nothing plays. */
    Duration playPosition();

    /**
     * Stops playing and starts to record what arrives from now on; a recording that runs is stopped first. What was lost
     * becomes silence, and so does a pause of the peer; the time of a hold is left out.
     */
    void record(RecordingSink sink, RecordingLimits limits);

    /** Ends the recording, if there is one, with everything that has arrived by now. */
    void stopRecording();

    /** How it stands now, or stood at the end. */
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
