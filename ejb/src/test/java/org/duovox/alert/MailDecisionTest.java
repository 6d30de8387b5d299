package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duovox.alarm.Severity;
import org.duovox.alert.MailSender.Outcome;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

class MailDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
    private static final String US = "this process";
    private static final String OTHER = "another process";

    private static Occurrence occurrence(MailState mail, String by, Duration ago) {
        return new Occurrence(
                "publisher-0001",
                1,
                "SbrFailed",
                Member.PUBLISHER,
                NOW,
                "why",
                Severity.ERROR,
                AlertOutcome.RAISED,
                mail,
                by,
                NOW.minus(ago));
    }

    private static MailDecision decide(Occurrence occurrence, boolean peerInContact) {
        return decide(occurrence, MailTries.NONE, true, peerInContact ? Optional.empty() : Optional.of(NOW));
    }

    private static MailDecision decide(
            Occurrence occurrence, MailTries tries, boolean collects, Optional<Instant> apartSince) {
        return MailDecision.of(
                occurrence, tries, new MailDecision.Here(Member.PUBLISHER, US, collects, apartSince), NOW);
    }

    @Test
    void onlyTheCollectorSends() {
        Occurrence wanted = occurrence(MailState.WANTED, "", Duration.ZERO);
        assertThat(decide(wanted, true)).isEqualTo(MailDecision.SEND);
        assertThat(decide(wanted, MailTries.NONE, false, Optional.empty())).isEqualTo(MailDecision.LEAVE);
    }

    @Test
    void whatWasSentIsNotSentAgain() {
        for (MailState sent : List.of(MailState.SENT, MailState.SENT_DOUBTFUL, MailState.REFUSED, MailState.NONE)) {
            assertThat(decide(occurrence(sent, OTHER, Duration.ZERO), false)).isEqualTo(MailDecision.LEAVE);
            assertThat(decide(occurrence(sent, US, Duration.ZERO), false)).isEqualTo(MailDecision.LEAVE);
        }
    }

    @Test
    void whatADeadSenderClaimedIsSentWithAMark() {
        assertThat(decide(occurrence(MailState.CLAIMED, OTHER, Duration.ofSeconds(1)), false))
                .isEqualTo(MailDecision.SEND_DOUBTFUL);
    }

    @Test
    void whatALivingSenderClaimedIsLeftToItForAMinute() {
        assertThat(decide(occurrence(MailState.CLAIMED, OTHER, Duration.ofSeconds(1)), true))
                .isEqualTo(MailDecision.LEAVE);
        assertThat(decide(occurrence(MailState.CLAIMED, OTHER, MailDecision.CLAIM), true))
                .isEqualTo(MailDecision.SEND_DOUBTFUL);
    }

    @Test
    void whatWeClaimedAndDidNotSendIsTriedAgainWithoutAMark() {
        assertThat(decide(occurrence(MailState.CLAIMED, US, Duration.ofSeconds(1)), true))
                .isEqualTo(MailDecision.SEND);
    }

    @Test
    void whatWeSentIsNotSentAgainThoughItsRecordStillSaysClaimed() {
        MailTries sent =
                MailTries.NONE.after(new Outcome.Answered(List.of("anne@example.com"), List.of(), List.of()), NOW);
        Occurrence claimed = occurrence(MailState.CLAIMED, US, Duration.ofHours(1));
        assertThat(decide(claimed, sent, true, Optional.empty())).isEqualTo(MailDecision.RECORD);
        assertThat(decide(claimed, sent, false, Optional.of(NOW))).isEqualTo(MailDecision.RECORD);
    }

    @Test
    void whatMayHaveBeenTakenFromUsIsSentWithAMarkAfterAPause() {
        MailTries lost = MailTries.NONE.after(new Outcome.AnswerLost(), NOW.minusSeconds(5));
        Occurrence claimed = occurrence(MailState.CLAIMED, US, Duration.ofSeconds(6));
        assertThat(decide(claimed, lost, true, Optional.empty())).isEqualTo(MailDecision.SEND_DOUBTFUL);
        MailTries justNow = MailTries.NONE.after(new Outcome.AnswerLost(), NOW);
        assertThat(decide(claimed, justNow, true, Optional.empty())).isEqualTo(MailDecision.LEAVE);
    }

    @Test
    void whatTheOtherServerKnowsMayBeSentByBothWhileTheyAreApart() {
        Occurrence ours = occurrence(MailState.WANTED, "", Duration.ZERO);
        assertThat(decide(ours, MailTries.NONE, true, Optional.of(NOW.plusMillis(1))))
                .as("raised before we lost each other")
                .isEqualTo(MailDecision.SEND_DOUBTFUL);
        assertThat(decide(ours, MailTries.NONE, true, Optional.of(NOW)))
                .as("raised since, so nobody else knows of it")
                .isEqualTo(MailDecision.SEND);
        Occurrence theirs = of(Member.SUBSCRIBER, ours);
        assertThat(decide(theirs, MailTries.NONE, true, Optional.of(NOW))).isEqualTo(MailDecision.SEND_DOUBTFUL);
        assertThat(decide(theirs, MailTries.NONE, true, Optional.empty())).isEqualTo(MailDecision.SEND);
    }

    private static Occurrence of(Member server, Occurrence like) {
        return new Occurrence(
                like.id(),
                like.number(),
                like.name(),
                server,
                like.at(),
                like.why(),
                like.severity(),
                like.alert(),
                like.mail(),
                like.claimedBy(),
                like.claimedAt());
    }

    @Test
    void aMailsIdentityDoesNotDependOnWhoSendsIt() {
        assertThat(occurrence(MailState.CLAIMED, US, Duration.ZERO).messageId())
                .isEqualTo(occurrence(MailState.CLAIMED, OTHER, Duration.ofHours(1))
                        .messageId());
    }

    @Test
    void aPlaceIsTakenAgainAfterAllTheOthers() {
        assertThat(Occurrence.place(Member.PUBLISHER, 1))
                .isEqualTo(Occurrence.place(Member.PUBLISHER, 1 + Occurrence.KEPT))
                .isNotEqualTo(Occurrence.place(Member.SUBSCRIBER, 1));
    }
}
