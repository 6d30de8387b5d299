package org.duovox.sip.jain;

import java.util.List;
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
     * @param heldByes whose answers wait for the release: the caller's, one that crossed ours, repetitions with other numbers
     * @param byeDue whether we want to send BYE but may not before the ACK (RFC 3261, 15)
     */
    record Ended(List<ServerTransaction> heldByes, boolean byeDue) implements CallState {}

    /**
     * Nothing is left to do.
     *
     * @param answerToBye what a BYE that comes now is told
     */
    record Released(int answerToBye) implements CallState {}

    /** The offer of the INVITE and what we can agree to. */
    record Proposal(SessionDescription offer, AudioAgreement agreement) {}
}
