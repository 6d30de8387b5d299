package org.duovox.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.ServerStatus.DEACTIVATED;
import static org.duovox.cluster.ServerStatus.NOT_FUNCTIONING;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.SECONDARY;
import static org.duovox.cluster.ServerStatus.STARTING;

import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.api.Test;

class MaintenanceStepTest {

    private static final Maintenance.Of OF_PUBLISHER = new Maintenance.Of(PUBLISHER, false, true);

    private static Situation seenBy(
            Member self, ServerStatus publisher, ServerStatus subscriber, boolean takesCalls, int calls) {
        return new Situation(
                self,
                subscriber != NOT_FUNCTIONING && publisher != NOT_FUNCTIONING,
                publisher,
                subscriber,
                takesCalls,
                calls);
    }

    private static MaintenanceStep out(ServerStatus publisher, ServerStatus subscriber, boolean takesCalls, int calls) {
        return MaintenanceStep.of(OF_PUBLISHER, seenBy(SUBSCRIBER, publisher, subscriber, takesCalls, calls));
    }

    private static MaintenanceStep back(ServerStatus publisher, ServerStatus subscriber, boolean takesCalls) {
        return MaintenanceStep.of(OF_PUBLISHER.end(), seenBy(SUBSCRIBER, publisher, subscriber, takesCalls, 0));
    }

    @Test
    void aPrimaryIsTakenOutWithoutDroppingACall() {
        assertThat(out(PRIMARY, SECONDARY, true, 2)).isEqualTo(MaintenanceStep.STOP_TAKING_CALLS);
        assertThat(out(PRIMARY, SECONDARY, false, 2)).isEqualTo(MaintenanceStep.WAIT_FOR_CALLS);
        assertThat(out(PRIMARY, SECONDARY, false, 0)).isEqualTo(MaintenanceStep.MAKE_OTHER_PRIMARY);
        assertThat(out(SECONDARY, PRIMARY, false, 0)).isEqualTo(MaintenanceStep.DEACTIVATE);
        assertThat(out(DEACTIVATED, PRIMARY, false, 0)).isEqualTo(MaintenanceStep.SAFE_TO_SHUT_DOWN);
    }

    @Test
    void aSecondaryIsNotDeactivatedBesideAServerThatIsNotPrimary() {
        assertThat(out(SECONDARY, SECONDARY, false, 0)).isEqualTo(MaintenanceStep.WAIT_FOR_STATUS);
    }

    @Test
    void aServerComesBackAsWhatItWas() {
        assertThat(back(DEACTIVATED, PRIMARY, false)).isEqualTo(MaintenanceStep.TAKE_CALLS);
        assertThat(back(DEACTIVATED, PRIMARY, true)).isEqualTo(MaintenanceStep.ACTIVATE);
        assertThat(back(SECONDARY, PRIMARY, true)).isEqualTo(MaintenanceStep.MAKE_PRIMARY_AGAIN);
        assertThat(back(PRIMARY, SECONDARY, true)).isEqualTo(MaintenanceStep.DONE);
    }

    @Test
    void aServerThatWasSecondaryStaysSo() {
        Maintenance ended = new Maintenance.Of(PUBLISHER, true, false);
        assertThat(MaintenanceStep.of(ended, seenBy(SUBSCRIBER, SECONDARY, PRIMARY, true, 0)))
                .isEqualTo(MaintenanceStep.DONE);
    }

    @Test
    void theServerThatIsMaintainedLeavesItToTheOther() {
        assertThat(MaintenanceStep.of(OF_PUBLISHER, seenBy(PUBLISHER, SECONDARY, PRIMARY, false, 0)))
                .isEqualTo(MaintenanceStep.NOTHING);
    }

    @Test
    void whenTheOtherServerIsLostTheLastOneGoesBackToWork() {
        assertThat(MaintenanceStep.of(OF_PUBLISHER, seenBy(PUBLISHER, DEACTIVATED, NOT_FUNCTIONING, false, 0)))
                .isEqualTo(MaintenanceStep.GIVE_UP);
    }

    @Test
    void aServerThatStartsAgainWaitsForTheOther() {
        assertThat(MaintenanceStep.of(OF_PUBLISHER, seenBy(PUBLISHER, STARTING, NOT_FUNCTIONING, false, 0)))
                .isEqualTo(MaintenanceStep.WAIT_FOR_STATUS);
    }

    @Test
    void aServerThatWasShutDownIsAwaited() {
        assertThat(out(NOT_FUNCTIONING, PRIMARY, false, 0)).isEqualTo(MaintenanceStep.SHUT_DOWN);
    }

    @Test
    void whatIsWrittenIsRead() {
        SettingsOnPaper paper =
                new SettingsOnPaper(MaintenanceSettings.write(OF_PUBLISHER).values());
        assertThat(MaintenanceSettings.read(paper)).isEqualTo(OF_PUBLISHER);
    }
}
