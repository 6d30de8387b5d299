package org.duovox.sip;

/** How a call ended. */
public enum HangUpReason {
    /** The caller sent BYE or CANCEL. */
    CALLER,
    /** We hung up. */
    US,
    /** No RTP for the configured time. */
    RTP_INACTIVE,
    /** The longest time for one call is over. */
    CALL_TOO_LONG,
    /** The session timer ran out (RFC 4028). */
    SESSION_EXPIRED,
    /** The answer was never acknowledged, or the signalling failed. */
    SIGNALLING_FAILED
}
