package org.duovox.sip;

import java.time.Duration;
import java.util.List;

/**
 * A call in progress. Every method returns at once and may be called from any thread; on a call that is over it does nothing.
 */
public interface Call {

    CallOffer offer();

    /** Answers with 200 and our session description. {@link CallEvent.Connected} follows, or {@link CallEvent.HungUp}. */
    void answer();

    /** Refuses a call that was not answered; {@link CallEvent.HungUp} follows. */
    void refuse(Refusal refusal);

    /**
     * Plays clips one after another, in place of whatever plays now.
     *
     * @return the number under which {@link CallEvent.PlayFinished} will report the end; grows with each call
     */
    long play(List<AudioClip> clips);

    /** Stops playing; no event follows. */
    void stopPlaying();

    /** Holds playing where it is; nothing happens when nothing plays. */
    void pausePlaying();

    /** Goes on where {@link #pausePlaying} held. */
    void resumePlaying();

    /** Moves what plays forward (positive) or back (negative), not beyond the clips' ends. */
    void skip(Duration distance);

    /** How far the playing has come since the first clip's start; zero when nothing plays. */
    Duration playPosition();

    /**
     * Starts to record; stops playing. {@link CallEvent.RecordingStopped} follows, unless the last samples cannot be had.
     *
     * @return false when the call has ended: nothing is recorded, and nothing follows
     */
    boolean record(RecordingSink sink, RecordingLimits limits);

    /** Ends the recording, if there is one. */
    void stopRecording();

    /**
     * Sets this call's only timer, in place of an earlier one.
     *
     * @return the number under which {@link CallEvent.TimerExpired} reports it; a number that is not the last is stale
     */
    long setTimer(Duration delay);

    /** Queues {@link CallEvent.Posted} behind this call's waiting events; does nothing after the last event was delivered and
     * the call was released. Still delivered between {@link CallEvent.HungUp} and {@link #release}. */
    void post(Object what);

    /** Ends an answered call with BYE; {@link CallEvent.HungUp} follows. */
    void hangUp();

    /** Lets the connector forget the call, and sends the 200 to the caller's BYE if that waits. Due after each
     * {@link CallEvent.HungUp}, or else {@link #releaseUnkept}. */
    void release();

    /**
     * Lets the connector forget the call whose caller has said something that is not kept: a BYE that waits is answered with 500.
     * Who has hung up hears nothing any more, and a 200 would be a receipt; RFC 3261, 15.1.2, knows no other answer, and 15.1.1 ends
     * the caller's session whatever it is. The connector does this by itself 10 s after {@link CallEvent.HungUp}.
     */
    void releaseUnkept();

    /** What another server would need to take this dialog over (see {@link DialogRecord}). */
    DialogRecord dialog();

    MediaStatistics mediaStatistics();
}
