package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.NetworkAnswer.Kind.ANSWERED;
import static org.duovox.cluster.ServerStatus.DEACTIVATED;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.REPLICATING_DATA;
import static org.duovox.cluster.ServerStatus.SECONDARY;
import static org.duovox.cluster.ServerStatus.STARTING;

import java.util.Set;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Critical services that stop or fail (guide, table 3-4), and "automatically change server status" switched off. */
class HealthRulesTest {

    private static final String MIXER = "Mixer";
    private static final String DATABASE = "Database";

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"stopped", "failed", "recovered", "byHandOnly"})
    void aServerTakesTheStatus(String fact, RolePlay played, ServerStatus status) {
        assertThat(played.state().shown()).as(fact).isEqualTo(status);
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                row("publisher Primary", first(PUBLISHER).stopped(MIXER), SECONDARY),
                row(
                        "publisher Primary, peer Deactivated",
                        first(PUBLISHER).hear(DEACTIVATED).stopped(MIXER),
                        PRIMARY),
                row("publisher Primary, peer away", lost(first(PUBLISHER)).stopped(MIXER), PRIMARY),
                row(
                        "publisher Primary, peer no better",
                        ill(PUBLISHER, Condition.STOPPED).stopped(MIXER),
                        PRIMARY),
                row(
                        "publisher Primary, peer comes later",
                        lost(first(PUBLISHER)).stopped(MIXER).hear(STARTING).hear(SECONDARY),
                        SECONDARY),
                row("publisher Secondary", second(PUBLISHER).stopped(MIXER).hearing(5, PRIMARY), SECONDARY),
                row("subscriber Primary", first(SUBSCRIBER).stopped(MIXER).hearing(5, SECONDARY), PRIMARY),
                row("subscriber Secondary", second(SUBSCRIBER).stopped(MIXER).hearing(5, PRIMARY), SECONDARY),
                row(
                        "subscriber takes over all the same",
                        takesOver(second(SUBSCRIBER).stopped(MIXER)),
                        PRIMARY));
    }

    static Stream<Arguments> failed() {
        return Stream.of(
                row("publisher Primary", first(PUBLISHER).failed(DATABASE), SECONDARY),
                row("subscriber Primary", first(SUBSCRIBER).failed(DATABASE), SECONDARY),
                row(
                        "Primary, peer replicates data",
                        first(PUBLISHER).hear(REPLICATING_DATA).failed(DATABASE),
                        SECONDARY),
                row(
                        "Primary, peer's service is stopped",
                        ill(PUBLISHER, Condition.STOPPED).failed(DATABASE),
                        SECONDARY),
                row("Primary, peer failed too", ill(PUBLISHER, Condition.FAILED).failed(DATABASE), PRIMARY),
                row("Primary, peer away", lost(first(PUBLISHER)).failed(DATABASE), PRIMARY),
                row(
                        "Primary, peer does not take it",
                        first(PUBLISHER)
                                .failed(DATABASE)
                                .hearing(5.2, SECONDARY)
                                .written()
                                .hearing(30, SECONDARY),
                        PRIMARY),
                row(
                        "peer takes it",
                        second(SUBSCRIBER).hearOffering(HandOver.FAILURE).written(),
                        PRIMARY),
                row(
                        "peer failed too and does not take it",
                        second(SUBSCRIBER)
                                .failed(DATABASE)
                                .hearOffering(HandOver.FAILURE)
                                .written(),
                        SECONDARY),
                row("Secondary", second(SUBSCRIBER).failed(DATABASE).hearing(5, PRIMARY), SECONDARY),
                row("Secondary does not take over", takesOver(second(SUBSCRIBER).failed(DATABASE)), SECONDARY),
                row(
                        "Secondary takes over when it is well",
                        takesOver(second(SUBSCRIBER).failed(DATABASE))
                                .well()
                                .ticking(10.1)
                                .network(ANSWERED)
                                .ticking(2.1)
                                .written(),
                        PRIMARY));
    }

    static Stream<Arguments> recovered() {
        return Stream.of(
                row(
                        "a service that comes and goes has failed",
                        first(SUBSCRIBER)
                                .hear(DEACTIVATED)
                                .failed(DATABASE)
                                .well()
                                .hearing(9, DEACTIVATED)
                                .hear(SECONDARY),
                        SECONDARY),
                row(
                        "one that runs for 10 s is well",
                        first(SUBSCRIBER)
                                .hear(DEACTIVATED)
                                .failed(DATABASE)
                                .well()
                                .hearing(10.2, DEACTIVATED)
                                .hear(SECONDARY),
                        PRIMARY),
                row(
                        "the other Primary failed",
                        ill(SUBSCRIBER, Condition.FAILED).hearing(5, SECONDARY),
                        PRIMARY));
    }

    static Stream<Arguments> byHandOnly() {
        return Stream.of(
                row("Primary's database failed", first(PUBLISHER).manual().failed(DATABASE), PRIMARY),
                row("Primary's service stopped", first(PUBLISHER).manual().stopped(MIXER), PRIMARY),
                row("the Primary is lost", takesOver(second(SUBSCRIBER).manual()), SECONDARY),
                row(
                        "the Primary was restarted",
                        second(SUBSCRIBER)
                                .manual()
                                .peerRestarts()
                                .hearing(5, STARTING)
                                .written(),
                        SECONDARY),
                row(
                        "a Primary that was restarted is Primary again",
                        new RolePlay(PUBLISHER).manual().hearing(2.7, SECONDARY).written(),
                        PRIMARY),
                row("a lone start of a Primary", alone(ServerStatus.PRIMARY), PRIMARY),
                row("a lone start of a new server", alone(ServerStatus.STARTING), PRIMARY),
                row("a lone start of a Secondary", alone(ServerStatus.SECONDARY), SECONDARY),
                row(
                        "two Secondaries that meet",
                        second(PUBLISHER).manual().hearing(1.2, SECONDARY).written(),
                        PRIMARY),
                row(
                        "the Primary shuts down",
                        second(SUBSCRIBER)
                                .manual()
                                .hearOffering(HandOver.SHUT_DOWN)
                                .written(),
                        PRIMARY),
                row(
                        "switched on again",
                        takesOver(lost(second(SUBSCRIBER).manual())
                                .settings(RoleSettings.STANDARD)
                                .ticking(0.1)),
                        PRIMARY));
    }

    @ParameterizedTest
    @MethodSource
    void theAlarmsAreRaised(RolePlay played, Set<Alarm> alarms) {
        assertThat(played.alarms()).isEqualTo(alarms);
    }

    static Stream<Arguments> theAlarmsAreRaised() {
        return Stream.of(
                Arguments.of(
                        first(PUBLISHER).failed(DATABASE),
                        Set.of(Alarm.CriticalServiceDown, Alarm.AutoFailoverInitiated)),
                Arguments.of(
                        second(SUBSCRIBER).hearOffering(HandOver.FAILURE).written(),
                        Set.of(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded)),
                Arguments.of(
                        first(PUBLISHER).failed(DATABASE).hearing(5.2, SECONDARY),
                        Set.of(Alarm.CriticalServiceDown, Alarm.AutoFailoverInitiated, Alarm.AutoFailoverFailed)),
                Arguments.of(
                        first(PUBLISHER).hear(DEACTIVATED).stopped(MIXER),
                        Set.of(Alarm.CriticalServiceDown, Alarm.AutoFailoverFailed)),
                Arguments.of(first(SUBSCRIBER).stopped(MIXER), Set.of(Alarm.CriticalServiceDown)),
                Arguments.of(second(PUBLISHER).stopped(MIXER), Set.of(Alarm.CriticalServiceDown)),
                Arguments.of(first(PUBLISHER).manual().failed(DATABASE), Set.of(Alarm.CriticalServiceDown)),
                Arguments.of(
                        takesOver(second(SUBSCRIBER).failed(DATABASE)),
                        Set.of(Alarm.CriticalServiceDown, Alarm.NoConnectionToPeer, Alarm.AutoFailoverFailed)));
    }

    @Test
    void aServiceThatComesAndGoesIsToldOnce() {
        RolePlay played = second(PUBLISHER);
        for (int i = 0; i < 20; i++) {
            played.failed(DATABASE).hearing(0.3, PRIMARY).well().hearing(0.3, PRIMARY);
        }
        assertThat(played.actions())
                .filteredOn(action ->
                        action instanceof RoleAction.Raise raise && raise.alarm() == Alarm.CriticalServiceDown)
                .hasSize(1);
    }

    @Test
    void aFailedServerOffersItsStatusWithoutWaitingForItsDisk() {
        assertThat(first(PUBLISHER).failed(DATABASE).report().offers()).isEqualTo(HandOver.FAILURE);
    }

    @Test
    void aPublisherThatIsNotWellDoesNotFailBack() {
        assertThat(second(PUBLISHER)
                        .stopped(MIXER)
                        .hearing(60, PRIMARY)
                        .report()
                        .asks())
                .isEqualTo(HandOver.NONE);
    }

    @Test
    void thePublisherDoesNotFailBackWhenThatIsSwitchedOff() {
        assertThat(second(PUBLISHER)
                        .settings(RoleSettings.STANDARD.failingBackAutomatically(false))
                        .hearing(60, PRIMARY)
                        .report()
                        .asks())
                .isEqualTo(HandOver.NONE);
    }

    private static Arguments row(String fact, RolePlay played, ServerStatus status) {
        return Arguments.of(fact, played, status);
    }

    private static RolePlay first(Member self) {
        return RolePlay.primary(self).then();
    }

    private static RolePlay second(Member self) {
        return RolePlay.secondary(self);
    }

    /** A Primary whose peer is so. */
    private static RolePlay ill(Member self, Condition peer) {
        return first(self).peerIs(peer).hear(SECONDARY);
    }

    private static RolePlay lost(RolePlay play) {
        return play.refused().refused().then();
    }

    private static RolePlay takesOver(RolePlay play) {
        return play.refused().refused().network(ANSWERED).written();
    }

    private static RolePlay alone(ServerStatus stored) {
        return new RolePlay(SUBSCRIBER, stored)
                .manual()
                .ticking(27.5)
                .network(ANSWERED)
                .ticking(4)
                .written();
    }
}
