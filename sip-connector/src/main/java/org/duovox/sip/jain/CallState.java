package org.duovox.sip.jain;

import java.util.Optional;
import javax.sip.ServerTransaction;

/** Where a call stands. Each state holds only what is true in it. */
sealed interface CallState {

    /** Offered to the application, which has neither answered nor refused. */
    record Offered(ServerTransaction invite, Optional<Proposal> proposal) implements CallState {}

    /**
     * Our 200 is under way.
     *
     * @param cseq of the INVITE, which the ACK repeats
     * @param answerDue whether our 200 carried an offer, so that the ACK must carry an answer
     */
    record Answered(long cseq, boolean answerDue) implements CallState {}

    /**
     * The caller has acknowledged; audio flows.
     *
     * @param reinvite the re-INVITE whose ACK is due
     */
    record Talking(Optional<Answered> reinvite) implements CallState {}

    /**
     * The call is over; the application has not released it.
     *
     * @param heldBye the BYE whose 200 waits for the release
     * @param byeDue whether we want to send BYE but may not before the ACK (RFC 3261, 15)
     */
    record Ended(Optional<ServerTransaction> heldBye, boolean byeDue) implements CallState {}

    /** Nothing is left to do. */
    record Released() implements CallState {}

    /** The offer of the INVITE and what we can agree to. */
    record Proposal(SessionDescription offer, AudioAgreement agreement) {}
}
