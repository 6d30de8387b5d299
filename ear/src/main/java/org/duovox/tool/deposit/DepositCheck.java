package org.duovox.tool.deposit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.duovox.tool.phone.Match;
import org.duovox.tool.rest.StoredMessage;

/** Whether what a server stored is what a caller said. Needs only the digest of the stored audio, hence thousands are checked fast. */
public final class DepositCheck {

    private static final int FRAME = 160;

    /** The tone's end is noticed up to three frames after the server began to record. */
    private static final int TONE_SLACK = 5 * FRAME;

    /** BYE and the last packets come on two sockets: the server may read BYE first. */
    private static final int END_SLACK = 3 * FRAME;

    private DepositCheck() {}

    /** What is wrong with the messages from this caller; empty if nothing is. */
    public static String complaint(Deposit deposit, List<StoredMessage> fromThisCaller) {
        if (fromThisCaller.size() != 1) {
            return deposit.calling() + " has " + fromThisCaller.size() + " messages instead of 1";
        }
        StoredMessage message = fromThisCaller.getFirst();
        if (!message.isWhole()) {
            return deposit.calling() + ": the audio of " + message.id() + " is not what its header says ("
                    + message.storedLength() + " of " + message.audioLength() + " bytes)";
        }
        int start = position(deposit.sent(), message);
        if (start < 0) {
            return deposit.calling() + ": the " + message.audioLength() + " bytes of " + message.id()
                    + " are not in the " + deposit.sent().length + " that were sent";
        }
        if (start > deposit.toneEnd() + TONE_SLACK) {
            return deposit.calling() + ": the beginning is missing (recorded from byte " + start + ", tone ended at "
                    + deposit.toneEnd() + ")";
        }
        int missing = deposit.sent().length - start - (int) message.audioLength();
        return missing > END_SLACK ? deposit.calling() + ": the last " + missing + " bytes are missing" : "";
    }

    /** Where in what was sent the stored audio begins, or -1 if it is not a part of it. */
    public static int position(byte[] sent, StoredMessage message) {
        int length = (int) message.audioLength();
        // Whole frames first: a recorder that starts with a packet starts there.
        for (int at = (sent.length - length) / FRAME * FRAME; at >= 0; at -= FRAME) {
            if (digest(sent, at, length).equals(message.storedDigest())) {
                return at;
            }
        }
        for (int at = 0; at + length <= sent.length; at++) {
            if (at % FRAME != 0 && digest(sent, at, length).equals(message.storedDigest())) {
                return at;
            }
        }
        return -1;
    }

    private static String digest(byte[] bytes, int from, int length) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, from, length);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static String digest(byte[] bytes) {
        return digest(bytes, 0, bytes.length);
    }

    /** Where audio that was read from a server lies in what was sent, or -1. */
    public static int position(byte[] sent, byte[] audio) {
        return Match.find(audio, sent);
    }
}
