package org.duovox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStateTest {

    @ParameterizedTest
    @CsvSource({
        "PUBLISHER, PRIMARY, SECONDARY, 1, 3, PRIMARY",
        "SUBSCRIBER, SECONDARY, PRIMARY, 8, 4, SECONDARY",
        "PUBLISHER, PRIMARY, NOT_FUNCTIONING, 17, 3, PRIMARY",
        "SUBSCRIBER, PRIMARY, NOT_FUNCTIONING, 21, 3, PRIMARY",
        "PUBLISHER, SECONDARY, PRIMARY, 2, 4, SECONDARY",
        "SUBSCRIBER, PRIMARY, SECONDARY, 9, 3, PRIMARY",
        "PUBLISHER, DEACTIVATED, PRIMARY, 3, 5, IDLE",
        "SUBSCRIBER, DEACTIVATED, PRIMARY, 10, 5, IDLE",
        "PUBLISHER, STARTING, PRIMARY, 0, 2, INITIALIZING",
        "SUBSCRIBER, STARTING, PRIMARY, 7, 2, INITIALIZING",
        "SUBSCRIBER, REPLICATING_DATA, PRIMARY, 14, 6, IN_DB_SYNC",
        "PUBLISHER, SPLIT_BRAIN_RECOVERY, SPLIT_BRAIN_RECOVERY, 6, 7, IN_SBR",
        "SUBSCRIBER, SPLIT_BRAIN_RECOVERY, SPLIT_BRAIN_RECOVERY, 13, 7, IN_SBR",
        "SUBSCRIBER, NOT_FUNCTIONING, PRIMARY, 16, 1, DOWN"
    })
    void aStatusHasTheFieldsNumbers(
            Member member, ServerStatus status, ServerStatus peers, int state, int display, String shown) {
        assertThat(List.of(
                        ServerState.of(member, status, peers).code(),
                        ServerState.displayCode(status),
                        ServerState.displayName(status)))
                .isEqualTo(List.of(state, display, shown));
    }
}
