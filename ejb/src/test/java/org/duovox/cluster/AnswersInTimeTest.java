package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duovox.cluster.ServiceHealth.State;
import org.junit.jupiter.api.Test;

class AnswersInTimeTest {

    private final AnswersInTime answers = new AnswersInTime();

    @Test
    void whatItSaidLastHoldsUntilItSaysSomethingElse() {
        assertThat(answers.last(0)).isEqualTo(State.OK);
        assertThat(answers.of(() -> 0, () -> State.FAILED)).isEqualTo(State.FAILED);
        assertThat(answers.last(Long.MAX_VALUE)).isEqualTo(State.FAILED);
        answers.of(() -> 0, () -> State.OK);
        assertThat(answers.last(Long.MAX_VALUE)).isEqualTo(State.OK);
    }

    @Test
    void oneThatHangsHasFailedUntilItAnswers() {
        answers.of(() -> 5, () -> {
            assertThat(answers.last(5 + AnswersInTime.PATIENCE - 1)).isEqualTo(State.OK);
            assertThat(answers.last(5 + AnswersInTime.PATIENCE)).isEqualTo(State.FAILED);
            return State.OK;
        });
        assertThat(answers.last(5 + AnswersInTime.PATIENCE)).isEqualTo(State.OK);
    }

    @Test
    void oneThatThrowsHasFailed() {
        assertThatThrownBy(() -> answers.of(() -> 0, () -> {
                    throw new IllegalStateException("gone");
                }))
                .hasMessage("gone");
        assertThat(answers.last(0)).isEqualTo(State.FAILED);
    }
}
