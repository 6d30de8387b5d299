package org.duovox.sip;

/** Why a call is not answered, with the SIP status that says so (RFC 3261, 21). */
public enum Refusal {
    /** Every voice messaging port is busy. */
    ALL_PORTS_BUSY(486),
    /** The server does not take calls now; the phone system tries the other one. */
    NOT_TAKING_CALLS(503),
    /** Nobody here has that number. */
    NOBODY_THERE(404),
    /** Nothing in the offer that we can speak. */
    NO_COMMON_CODEC(488),
    /** Something of ours failed. */
    FAILED(500);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The SIP response status. */
    public int status() {
        return status;
    }
}
