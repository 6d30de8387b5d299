package org.duovox.sip;

import java.time.Duration;

/** What happens on a call. Events of one call are delivered one at a time and in order; {@link HungUp} is the last. */
public sealed interface CallEvent {

    /** A call arrived: answer or refuse it. */
    record Offered() implements CallEvent {}

    /** The caller acknowledged our answer (ACK); audio flows. */
    record Connected() implements CallEvent {}

    /** The caller pressed a key (RFC 4733 or SIP INFO), reported once for each press. */
    record DigitPressed(DtmfDigit digit) implements CallEvent {}

    /** What {@link Call#play} started under this number has been heard to its end; not sent when it was replaced or stopped. */
    record PlayFinished(long playNumber) implements CallEvent {}

    /**
     * A recording ended. Its last samples were given to the sink before this event.
     *
     * @param length of everything that was recorded
     */
    record RecordingStopped(RecordingEnd reason, Duration length) implements CallEvent {}

    /** A timer set by {@link Call#setTimer} ran out. */
    record TimerExpired(long timerNumber) implements CallEvent {}

    /** Something that the application announced with {@link Call#post}, in order with everything else. */
    record Posted(Object what) implements CallEvent {}

    /** The call is over. If the caller hung up, the 200 to the BYE waits for {@link Call#release}. */
    record HungUp(HangUpReason reason) implements CallEvent {}
}
