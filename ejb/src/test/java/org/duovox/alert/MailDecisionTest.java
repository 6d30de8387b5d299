package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.duovox.alarm.Severity;
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
        return MailDecision.of(occurrence, US, true, peerInContact, NOW);
    }

    @Test
    void onlyTheCollectorSends() {
        Occurrence wanted = occurrence(MailState.WANTED, "", Duration.ZERO);
        assertThat(decide(wanted, true)).isEqualTo(MailDecision.SEND);
        assertThat(MailDecision.of(wanted, US, false, true, NOW)).isEqualTo(MailDecision.LEAVE);
    }

    @Test
    void whatWasSentIsNotSentAgain() {
        assertThat(decide(occurrence(MailState.SENT, OTHER, Duration.ZERO), false))
                .isEqualTo(MailDecision.LEAVE);
        assertThat(decide(occurrence(MailState.SENT_DOUBTFUL, US, Duration.ZERO), false))
                .isEqualTo(MailDecision.LEAVE);
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
    void whatWeClaimedAndCouldNotSendIsTriedAgainWithoutAMark() {
        assertThat(decide(occurrence(MailState.CLAIMED, US, Duration.ofSeconds(1)), true))
                .isEqualTo(MailDecision.SEND);
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
