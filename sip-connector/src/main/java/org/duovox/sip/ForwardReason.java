package org.duovox.sip;

/** Why a phone system sent a call on to us (RFC 5806, reason parameter; RFC 7044, cause of RFC 4458). */
public enum ForwardReason {
    BUSY,
    NO_ANSWER,
    UNCONDITIONAL,
    UNAVAILABLE,
    UNKNOWN
}
