package org.duovox.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DropsCallsTest {

    /** Stopping any other drops none (architecture.md, Roles). */
    @ParameterizedTest
    @EnumSource(Service.class)
    void onlyConversationManagerAndMixerDropCalls(Service service) {
        assertThat(DropsCalls.by(service, ServiceOrder.STOP, 3))
                .isEqualTo(service == Service.CONVERSATION_MANAGER || service == Service.MIXER);
    }

    @Test
    void withoutCallsNothingIsAsked() {
        assertThat(DropsCalls.by(Service.MIXER, ServiceOrder.STOP, 0)).isFalse();
    }

    @Test
    void startingDropsNone() {
        assertThat(DropsCalls.by(Service.MIXER, ServiceOrder.START, 3)).isFalse();
    }

    @Test
    void theQuestionSaysHowMany() {
        assertThat(DropsCalls.sentence(Service.MIXER, Member.SUBSCRIBER, 3))
                .startsWith("Stopping Mixer on the subscriber drops 3 calls that are in progress there.");
    }
}
