package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.NetworkAnswer.Kind.ANSWERED;
import static org.duovox.cluster.Order.Kind.ACTIVATE;
import static org.duovox.cluster.Order.Kind.DEACTIVATE;
import static org.duovox.cluster.ServerStatus.DEACTIVATED;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.REPLICATING_DATA;
import static org.duovox.cluster.ServerStatus.SECONDARY;
import static org.duovox.cluster.ServerStatus.STARTING;

import java.util.List;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A replication backlog: its alarms, Replicating Data, and "deactivate server with Secondary status". */
class ReplicatingRulesTest {

    private static final RoleSettings DEACTIVATES = RoleSettings.STANDARD.deactivatingWhenBacklogged(true);

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"replicates", "deactivates"})
    void aServerTakesTheStatus(String fact, RolePlay played, ServerStatus status) {
        assertThat(played.state().shown()).as(fact).isEqualTo(status);
    }

    static Stream<Arguments> replicates() {
        return Stream.of(
                row("a small backlog", second().backlog(5_000, 1_000).hear(PRIMARY), SECONDARY),
                row("a large one", second().backlog(5_001, 1_000).hear(PRIMARY), REPLICATING_DATA),
                row(
                        "a large one that has just come",
                        second().backlog(5_001, 999).hear(PRIMARY),
                        SECONDARY),
                row("an old one", second().backlog(1, 30_001).hear(PRIMARY), REPLICATING_DATA),
                row("the Primary's", behind(), REPLICATING_DATA),
                row(
                        "a Primary's own",
                        RolePlay.primary(PUBLISHER).backlog(9_999, 1_000).hear(SECONDARY),
                        PRIMARY),
                row(
                        "a joining server's",
                        new RolePlay(PUBLISHER).peerBacklog(BacklogLevel.BEYOND).hear(PRIMARY),
                        REPLICATING_DATA),
                row("worked off", behind().peerBacklog(BacklogLevel.NORMAL).hear(PRIMARY), SECONDARY),
                row(
                        "worked off in part",
                        behind().peerBacklog(BacklogLevel.DELAYED).hear(PRIMARY),
                        REPLICATING_DATA),
                row(
                        "worked off, the peer is not level",
                        behind().peerBacklog(BacklogLevel.NORMAL)
                                .peerLevel(false)
                                .hear(PRIMARY),
                        REPLICATING_DATA),
                row("Primary lost", behind().refused().refused(), SECONDARY),
                row(
                        "Primary lost, takes over",
                        behind().refused().refused().network(ANSWERED).written(),
                        PRIMARY),
                row(
                        "Primary hands over",
                        behind().hearOffering(HandOver.SHUT_DOWN).written(),
                        PRIMARY),
                row(
                        "Primary restarted",
                        behind().peerRestarts().hearing(1.3, STARTING).written(),
                        PRIMARY),
                row("cannot be deactivated by hand", behind().order(DEACTIVATE), REPLICATING_DATA));
    }

    static Stream<Arguments> deactivates() {
        return Stream.of(
                row("the option is off", behind().hearing(300, PRIMARY), REPLICATING_DATA),
                row(
                        "the option is on, for 59 s",
                        behind().settings(DEACTIVATES).hearing(59, PRIMARY),
                        REPLICATING_DATA),
                row("the option is on, for 60 s", behind().settings(DEACTIVATES).hearing(60.2, PRIMARY), DEACTIVATED),
                row(
                        "the Primary is not well",
                        behind().settings(DEACTIVATES).peerIs(Condition.STOPPED).hearing(70, PRIMARY),
                        REPLICATING_DATA),
                row(
                        "a lost Primary",
                        behind().settings(DEACTIVATES).refused().refused().ticking(70),
                        SECONDARY),
                row(
                        "is not activated by itself",
                        behind().settings(DEACTIVATES)
                                .hearing(60.2, PRIMARY)
                                .peerBacklog(BacklogLevel.NORMAL)
                                .hearing(300, PRIMARY),
                        DEACTIVATED),
                row(
                        "is activated by hand",
                        behind().settings(DEACTIVATES)
                                .hearing(60.2, PRIMARY)
                                .written()
                                .peerBacklog(BacklogLevel.NORMAL)
                                .hear(PRIMARY)
                                .order(ACTIVATE)
                                .written(),
                        SECONDARY),
                row(
                        "is activated by hand, backlogged still",
                        behind().settings(DEACTIVATES)
                                .hearing(60.2, PRIMARY)
                                .written()
                                .order(ACTIVATE)
                                .written()
                                .hearing(30, PRIMARY),
                        REPLICATING_DATA));
    }

    @Test
    void theBacklogsAlarmsAreRaisedOnceOnTheWayUpAndOnceBelow() {
        RolePlay played = RolePlay.primary(PUBLISHER).then();
        for (long entries : new long[] {400, 501, 400, 600, 5_001, 600, 5_001, 51, 50, 0, 501}) {
            played.backlog(entries, BacklogLimits.BURST_MILLIS);
        }
        List<Alarm> raised = played.actions().stream()
                .filter(RoleAction.Raise.class::isInstance)
                .map(action -> ((RoleAction.Raise) action).alarm())
                .toList();
        assertThat(raised)
                .containsExactly(
                        Alarm.ReplicationDelay,
                        Alarm.ReplicationStopped,
                        Alarm.ReplicationStarted,
                        Alarm.ReplicationDelay);
    }

    @Test
    void manyEntriesThatHaveJustComeAreNoBacklog() {
        assertThat(RolePlay.primary(PUBLISHER)
                        .then()
                        .backlog(6_000, BacklogLimits.BURST_MILLIS - 1)
                        .actions())
                .noneMatch(RoleAction.Raise.class::isInstance);
    }

    @Test
    void otherThresholdsHoldAtOnce() {
        BacklogLimits strict = new BacklogLimits(
                1,
                BacklogLimits.STANDARD.delayLag(),
                2,
                BacklogLimits.STANDARD.mostLag(),
                BacklogLimits.STANDARD.lasting());
        RoleSettings standard = RoleSettings.STANDARD;
        RoleSettings settings = new RoleSettings(standard.startGrace(), standard.failback(), true, true, false, strict);
        assertThat(RolePlay.primary(PUBLISHER)
                        .backlog(3, BacklogLimits.BURST_MILLIS)
                        .settings(settings)
                        .report()
                        .backlog())
                .isEqualTo(BacklogLevel.BEYOND);
    }

    @Test
    void enteringAndLeavingReplicatingDataIsTold() {
        assertThat(behind().peerBacklog(BacklogLevel.NORMAL).hear(PRIMARY).alarms())
                .containsExactlyInAnyOrder(Alarm.ReplicationDelay, Alarm.ReplicationStarted);
    }

    private static Arguments row(String fact, RolePlay played, ServerStatus status) {
        return Arguments.of(fact, played, status);
    }

    private static RolePlay second() {
        return RolePlay.secondary(SUBSCRIBER);
    }

    /** A Secondary beside a Primary that has not sent what it should have. */
    private static RolePlay behind() {
        return second().peerBacklog(BacklogLevel.BEYOND).hear(PRIMARY);
    }
}
