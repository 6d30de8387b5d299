package gov.nist.javax.sip.stack;

import javax.sip.Dialog;

/**
 * Cures the ACK race of JAIN SIP 1.3.0-91. The stack sends a 200 first and remembers its transaction afterwards; an ACK that
 * is handled between the two does not stop the retransmission of the 200, and the stack gives the dialog up 32 s later.
 *
 * <p>The cure needs a method that only this package may call, hence the foreign package name.
 */
public final class AckReceipt {

    private AckReceipt() {}

    /** Tells the dialog once more that the ACK came. To be called after the 200 was sent; any number of times. */
    public static void confirm(Dialog dialog, long cseq) {
        ((SIPDialog) dialog).ackReceived(cseq);
    }
}
