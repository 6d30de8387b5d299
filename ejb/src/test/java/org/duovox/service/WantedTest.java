package org.duovox.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServiceHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WantedTest {

    private static final Wanted STOPPED = Wanted.RUNNING.after(ServiceOrder.STOP);

    @Test
    void onlyThePrimaryRunsTheNotifier() {
        for (ServerStatus status : ServerStatus.values()) {
            assertThat(Wanted.RUNNING.state(Service.NOTIFIER, status, true))
                    .as(status.title())
                    .isEqualTo(status == ServerStatus.PRIMARY ? ServiceState.STARTED : ServiceState.STOPPED);
        }
    }

    @Test
    void aDeactivatedServerAnswersNoCalls() {
        assertThat(Wanted.RUNNING.state(Service.CONVERSATION_MANAGER, ServerStatus.DEACTIVATED, true))
                .isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatShouldRunAndDoesNotHasFailed() {
        assertThat(Wanted.RUNNING.state(Service.MIXER, ServerStatus.SECONDARY, false))
                .isEqualTo(ServiceState.FAILED);
    }

    @Test
    void whatNeedNotRunCannotFail() {
        assertThat(Wanted.RUNNING.health(Service.NOTIFIER, ServerStatus.SECONDARY, false))
                .isEqualTo(ServiceHealth.State.OK);
    }

    /** Else the status would come back as soon as it was given up. */
    @ParameterizedTest
    @EnumSource(ServerStatus.class)
    void whatWasStoppedIsToldOfWhateverTheStatus(ServerStatus status) {
        assertThat(STOPPED.health(Service.NOTIFIER, status, false)).isEqualTo(ServiceHealth.State.STOPPED);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void onlyOptionalServicesCanBeDeactivated(Service service) {
        assertThat(Wanted.RUNNING.objection(service, ServiceOrder.DEACTIVATE).isEmpty())
                .isEqualTo(service.group() == ServiceGroup.OPTIONAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"DATABASE", "SERVER_ROLE_MANAGER", "SERVICEABILITY"})
    void statusOnlyServicesCannotBeChanged(Service service) {
        for (ServiceOrder order : ServiceOrder.values()) {
            assertThat(Wanted.RUNNING.objection(service, order)).isPresent();
        }
    }

    @Test
    void whatIsDeactivatedMustBeActivatedFirst() {
        Wanted deactivated = Wanted.RUNNING.after(ServiceOrder.DEACTIVATE);
        assertThat(deactivated.objection(Service.INBOX, ServiceOrder.START))
                .contains("Inbox is deactivated; activate it first.");
        assertThat(deactivated.after(ServiceOrder.ACTIVATE)).isEqualTo(Wanted.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void whatCanBeStoppedSaysWhatThatMeans(Service service) {
        assertThat(service.effect().isEmpty()).isNotEqualTo(service.canBeStopped());
    }
}
