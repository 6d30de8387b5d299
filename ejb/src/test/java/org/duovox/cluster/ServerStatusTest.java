package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStatusTest {

    /** Guide, table 3-1; calls and clients in Replicating Data and Split Brain Recovery are our own (architecture.md, Roles). */
    @ParameterizedTest
    @CsvSource({
        "PRIMARY, ANSWER_CALLS NOTIFY TRANSFER_MESSAGES PUBLISH ADMINISTER SERVE_CLIENTS REPLICATE",
        "SECONDARY, ANSWER_CALLS ADMINISTER SERVE_CLIENTS REPLICATE",
        "DEACTIVATED, ADMINISTER REPLICATE",
        "NOT_FUNCTIONING, ''",
        "STARTING, REPLICATE",
        "REPLICATING_DATA, ANSWER_CALLS ADMINISTER SERVE_CLIENTS REPLICATE",
        "SPLIT_BRAIN_RECOVERY, ANSWER_CALLS ADMINISTER SERVE_CLIENTS REPLICATE"
    })
    void aStatusHasItsDuties(ServerStatus status, String duties) {
        assertThat(Arrays.stream(Duty.values())
                        .filter(status::has)
                        .map(Duty::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(duties);
    }
}
