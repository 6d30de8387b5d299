package org.duovox.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the mail about an alarm is to be sent now, and by us. A mail is claimed, with the claim on stable storage, before it is
 * sent: so it is sent at least once though the sender dies at any moment, and twice only when nobody knows whether it was sent.
 */
public enum MailDecision {
    /** It has been sent, or somebody else sees to it. */
    LEAVE,
    /** Claim it, then send it. */
    SEND,
    /** Whoever claimed it is gone: claim it, then send it with a mark. */
    SEND_DOUBTFUL;

    /** Longer than any sending takes ({@code MailSettings} has its limits): who claimed it and has not said so is gone. */
    static final Duration CLAIM = Duration.ofMinutes(1);

    /**
     * Decides.
     *
     * @param self names this process
     * @param collects this server sees to the mails
     * @param peerInContact the other server may still be sending what it claimed
     */
    public static MailDecision of(
            Occurrence occurrence, String self, boolean collects, boolean peerInContact, Instant now) {
        if (!collects) {
            return LEAVE;
        }
        return switch (occurrence.mail()) {
            case NONE, SENT, SENT_DOUBTFUL -> LEAVE;
            case WANTED -> SEND;
            case CLAIMED -> ofClaimed(occurrence, self, peerInContact, now);
        };
    }

    private static MailDecision ofClaimed(Occurrence occurrence, String self, boolean peerInContact, Instant now) {
        if (occurrence.claimedBy().equals(self)) {
            return SEND; // and we know that we did not send it
        }
        boolean mayBeSending =
                peerInContact && Duration.between(occurrence.claimedAt(), now).compareTo(CLAIM) < 0;
        return mayBeSending ? LEAVE : SEND_DOUBTFUL;
    }
}
