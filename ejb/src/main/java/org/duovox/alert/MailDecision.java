package org.duovox.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.duovox.cluster.Member;

/**
 * Whether the mail about an alarm is to be sent now, and by us. A mail is claimed, with the claim on stable storage, before it is
 * sent: so it is sent at least once though the sender dies at any moment, and twice only when nobody knows whether it was sent.
 */
public enum MailDecision {
    /** It has been sent, or somebody else sees to it, or it is put off. */
    LEAVE,
    /** Claim it, then send it. */
    SEND,
    /** Another may have sent it, or the answer to us was lost: claim it, then send it with a mark. */
    SEND_DOUBTFUL,
    /** It was sent, or refused for good, and its record does not say so yet: only that is left to do. */
    RECORD;

    /** Longer than any sending takes ({@code MailSettings} has its limits): who claimed it and has not said so is gone. */
    static final Duration CLAIM = Duration.ofMinutes(1);

    /**
     * Who decides.
     *
     * @param process names this process among all
     * @param collects this server sees to the mails
     * @param apartSince when the other server was last heard, if it is not in contact; what it knows it may send as well
     */
    public record Here(Member server, String process, boolean collects, Optional<Instant> apartSince) {

        /** Whether the other server may have sent this one while we could not hear of it. */
        private boolean mayHaveBeenSentElsewhere(Occurrence occurrence) {
            return apartSince
                    .filter(since ->
                            occurrence.server() != server || occurrence.at().isBefore(since))
                    .isPresent();
        }
    }

    /**
     * Decides.
     *
     * @param tries what this process knows of it
     */
    public static MailDecision of(Occurrence occurrence, MailTries tries, Here here, Instant now) {
        return switch (occurrence.mail()) {
            case NONE, SENT, SENT_DOUBTFUL, REFUSED -> LEAVE;
            case WANTED, CLAIMED -> ofUnsent(occurrence, tries, here, now);
        };
    }

    private static MailDecision ofUnsent(Occurrence occurrence, MailTries tries, Here here, Instant now) {
        if (tries.end().isPresent()) {
            return RECORD;
        }
        if (!here.collects() || now.isBefore(tries.notBefore()) || mayBeSending(occurrence, here, now)) {
            return LEAVE;
        }
        boolean claimedElsewhere = occurrence.mail() == MailState.CLAIMED
                && !occurrence.claimedBy().equals(here.process());
        boolean doubtful = tries.doubtful() || claimedElsewhere || here.mayHaveBeenSentElsewhere(occurrence);
        return doubtful ? SEND_DOUBTFUL : SEND;
    }

    /** Another process, which lives. */
    private static boolean mayBeSending(Occurrence occurrence, Here here, Instant now) {
        return occurrence.mail() == MailState.CLAIMED
                && !occurrence.claimedBy().equals(here.process())
                && here.apartSince().isEmpty()
                && Duration.between(occurrence.claimedAt(), now).compareTo(CLAIM) < 0;
    }
}
