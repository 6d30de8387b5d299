package org.duovox.tool.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.tool.campaign.Step.Answer.DONE;
import static org.duovox.tool.campaign.Step.Answer.REFUSED;
import static org.duovox.tool.campaign.Step.Answer.UNKNOWN;
import static org.duovox.tool.campaign.Step.Verb.DELETE;
import static org.duovox.tool.campaign.Step.Verb.HEARD;
import static org.duovox.tool.campaign.Step.Verb.SAVE;
import static org.duovox.tool.campaign.Step.Verb.UNDELETE;

import java.util.List;
import org.duovox.tool.campaign.Step.State;
import org.junit.jupiter.api.Test;

class StepTest {

    private static Step step(Step.Verb verb, Step.Answer answer) {
        return new Step("m", verb, answer);
    }

    @Test
    void aMessageThatNobodyTouchedIsNew() {
        assertThat(Step.possible(List.of())).containsExactly(new State("NEW", false));
    }

    @Test
    void whatWasDoneCounts() {
        assertThat(Step.possible(List.of(step(HEARD, DONE), step(DELETE, DONE))))
                .containsExactly(new State("DELETED", true));
        assertThat(Step.possible(List.of(step(DELETE, DONE), step(SAVE, DONE))))
                .containsExactly(new State("SAVED", true));
    }

    @Test
    void whatWasRefusedDoesNot() {
        assertThat(Step.possible(List.of(step(DELETE, REFUSED)))).containsExactly(new State("NEW", false));
    }

    @Test
    void whatIsNotKnownMayBeDoneAtAnyLaterTime() {
        assertThat(Step.possible(List.of(step(DELETE, UNKNOWN), step(SAVE, DONE))))
                .containsExactlyInAnyOrder(new State("SAVED", true), new State("DELETED", true));
    }

    @Test
    void aMessageThatWasPutBackIsNotDeleted() {
        assertThat(Step.possible(List.of(step(DELETE, DONE), step(UNDELETE, DONE))))
                .containsExactlyInAnyOrder(new State("NEW", false), new State("SAVED", false));
    }
}
