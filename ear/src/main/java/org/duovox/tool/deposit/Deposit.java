package org.duovox.tool.deposit;

import org.duovox.tool.phone.ByeAnswer;

/**
 * A call that was to leave a message.
 *
 * @param calling tells the call from all others
 * @param status final answer to the INVITE, 0 for none
 * @param toneEnd where in what was sent the tone ended, from which on everything belongs to the message; -1 if none was heard
 * @param bye what became of hanging up
 * @param sent everything that was sent, by RTP timestamp
 */
@SuppressWarnings("ArrayRecordComponent") // read only by DepositCheck, never compared
public record Deposit(String calling, int status, int toneEnd, ByeAnswer bye, byte[] sent) {

    public boolean isAnswered() {
        return status == 200;
    }

    /** 486 or 503: the server said no in time, which is not a failure. */
    public boolean isRefused() {
        return status == 486 || status == 503;
    }

    /** The caller has been promised that the message is kept. */
    public boolean hasReceipt() {
        return isAnswered() && toneEnd >= 0 && bye.isReceipt();
    }
}
