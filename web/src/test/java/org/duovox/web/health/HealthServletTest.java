package org.duovox.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.Condition;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthServletTest {

    @ParameterizedTest
    @CsvSource({
        "PRIMARY, WELL, true",
        "SECONDARY, WELL, true",
        "SECONDARY, STOPPED, true",
        "PRIMARY, FAILED, false",
        "DEACTIVATED, WELL, false",
        "STARTING, WELL, false",
        "REPLICATING_DATA, WELL, true",
        "SPLIT_BRAIN_RECOVERY, WELL, true",
        "NOT_FUNCTIONING, WELL, false"
    })
    void aServerThatCanServeIsHealthy(ServerStatus status, Condition condition, boolean serves) {
        assertThat(HealthServlet.serves(status, condition)).isEqualTo(serves);
    }
}
