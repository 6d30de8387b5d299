package org.duovox.web.serviceability.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.web.serviceability.tools.StatusButton.ACTIVATE;
import static org.duovox.web.serviceability.tools.StatusButton.DEACTIVATE;
import static org.duovox.web.serviceability.tools.StatusButton.MAKE_PRIMARY;

import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusButtonTest {

    @Test
    void aSecondaryCanBeMadePrimaryOrDeactivated() {
        assertThat(StatusButton.of(ServerStatus.SECONDARY)).containsExactly(MAKE_PRIMARY, DEACTIVATE);
    }

    @Test
    void aDeactivatedServerCanBeActivated() {
        assertThat(StatusButton.of(ServerStatus.DEACTIVATED)).containsExactly(ACTIVATE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SECONDARY", "DEACTIVATED"})
    void noOtherServerHasAButton(ServerStatus status) {
        assertThat(StatusButton.of(status)).isEmpty();
    }
}
