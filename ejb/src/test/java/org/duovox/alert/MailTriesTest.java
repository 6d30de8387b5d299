package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duovox.alert.MailSender.Outcome;
import org.junit.jupiter.api.Test;

class MailTriesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
    private static final String ANNE = "anne@example.com";
    private static final String BERT = "bert@example.com";
    private static final List<String> BOTH = List.of(ANNE, BERT);

    private static Outcome answered(List<String> taken, List<String> putOff, List<String> refused) {
        return new Outcome.Answered(taken, putOff, refused);
    }

    @Test
    void whatIsTakenIsSent() {
        assertThat(MailTries.NONE
                        .after(answered(BOTH, List.of(), List.of()), NOW)
                        .end())
                .contains(MailState.SENT);
    }

    @Test
    void whoIsPutOffGetsItAloneLater() {
        MailTries tries = MailTries.NONE.after(answered(List.of(ANNE), List.of(BERT), List.of()), NOW);
        assertThat(tries.end()).isEmpty();
        assertThat(tries.left(BOTH)).containsExactly(BERT);
        assertThat(tries.notBefore()).isAfter(NOW);
        assertThat(tries.after(answered(List.of(BERT), List.of(), List.of()), NOW)
                        .end())
                .contains(MailState.SENT);
    }

    @Test
    void whoIsRefusedForGoodIsGivenUp() {
        assertThat(MailTries.NONE
                        .after(answered(List.of(ANNE), List.of(), List.of(BERT)), NOW)
                        .end())
                .contains(MailState.SENT);
    }

    @Test
    void whatIsRefusedForAllIsTriedAFewTimesMore() {
        MailTries tries = MailTries.NONE;
        for (int i = 1; i < MailTries.REFUSALS; i++) {
            tries = tries.after(answered(List.of(), List.of(), BOTH), NOW);
            assertThat(tries.end()).isEmpty();
            assertThat(tries.left(BOTH)).isEqualTo(BOTH);
            assertThat(tries.notBefore()).isAfter(NOW);
        }
        assertThat(tries.after(answered(List.of(), List.of(), BOTH), NOW).end()).contains(MailState.REFUSED);
    }

    @Test
    void aLostAnswerLeavesADoubtThatStays() {
        MailTries tries = MailTries.NONE.after(new Outcome.AnswerLost(), NOW);
        assertThat(tries.nothingSent()).isFalse();
        assertThat(tries.left(BOTH)).isEqualTo(BOTH);
        MailTries unreachable = tries.after(new Outcome.Unreachable(), NOW);
        assertThat(unreachable.after(answered(BOTH, List.of(), List.of()), NOW).end())
                .contains(MailState.SENT_DOUBTFUL);
    }

    @Test
    void aServerThatWasNotReachedHasNothing() {
        assertThat(MailTries.NONE.after(new Outcome.Unreachable(), NOW).nothingSent())
                .isTrue();
    }

    @Test
    void thePausesGrowToFiveMinutes() {
        assertThat(MailTries.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(MailTries.pause(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(MailTries.pause(100)).isEqualTo(MailTries.LONGEST_PAUSE);
    }
}
