package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.NetworkAnswer.Kind.ANSWERED;
import static org.duovox.cluster.NetworkAnswer.Kind.SILENT;
import static org.duovox.cluster.NetworkAnswer.Kind.UNPROVEN;
import static org.duovox.cluster.ServerStatus.NOT_FUNCTIONING;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.REPLICATING_DATA;
import static org.duovox.cluster.ServerStatus.SECONDARY;
import static org.duovox.cluster.ServerStatus.SPLIT_BRAIN_RECOVERY;
import static org.duovox.cluster.ServerStatus.STARTING;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoleRulesTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"starts", "failovers", "failoversAfterAnInterruption", "splits", "handOvers"})
    void aServerTakesTheStatus(String fact, RolePlay played, ServerStatus status) {
        assertThat(played.state().shown()).as(fact).isEqualTo(status);
    }

    static Stream<Arguments> starts() {
        return Stream.of(
                row("both start, publisher", at(PUBLISHER).hear(STARTING).written(), PRIMARY),
                row("both start, file not written", at(PUBLISHER).hear(STARTING), STARTING),
                row("both start, subscriber waits", at(SUBSCRIBER).hearing(2, STARTING), STARTING),
                row("alone, within the grace", at(PUBLISHER).ticking(29.8).network(ANSWERED), STARTING),
                row(
                        "alone, after it",
                        alone(SUBSCRIBER).network(ANSWERED).ticking(4).written(),
                        PRIMARY),
                row(
                        "alone, nobody to ask",
                        alone(PUBLISHER).network(UNPROVEN).ticking(4).written(),
                        PRIMARY),
                row(
                        "alone, network silent",
                        alone(PUBLISHER).network(SILENT).ticking(4).network(SILENT),
                        SECONDARY),
                row("peer never becomes Primary", at(SUBSCRIBER).peerTaking().hearing(29, STARTING), STARTING),
                row("the same after the grace", at(SUBSCRIBER).peerTaking().hearing(30.2, STARTING), SECONDARY),
                row("met, lost, network silent", at(SUBSCRIBER).hear(PRIMARY).ticking(29), STARTING),
                row("the same after the grace", at(SUBSCRIBER).hear(PRIMARY).ticking(34), SECONDARY),
                row("peer Primary, not level", at(PUBLISHER).hearing(29, PRIMARY), STARTING),
                row("peer Primary, level", at(PUBLISHER).hear(PRIMARY).level(true), SECONDARY),
                row("peer Primary, not level after the grace", at(PUBLISHER).hearing(30.3, PRIMARY), REPLICATING_DATA),
                row(
                        "Primary dies while we start",
                        lose(at(SUBSCRIBER).hear(PRIMARY)).written(),
                        PRIMARY),
                row(
                        "Secondary peer takes over first",
                        at(PUBLISHER).hearing(2, SECONDARY).written(),
                        STARTING));
    }

    static Stream<Arguments> failoversAfterAnInterruption() {
        return Stream.of(
                row(
                        "network back a moment ago",
                        cutOff().ticking(1).network(ANSWERED).ticking(1.9),
                        SECONDARY),
                row(
                        "network back a moment ago, and so is the peer",
                        cutOff().ticking(1).network(ANSWERED).hear(PRIMARY).ticking(1),
                        SECONDARY),
                row(
                        "network back for long enough",
                        cutOff().ticking(1).network(ANSWERED).ticking(2).written(),
                        PRIMARY),
                row(
                        "network answers when asked a second time",
                        second(SUBSCRIBER).ticking(2.1).network(ANSWERED).ticking(1.9),
                        SECONDARY),
                row(
                        "network answered late, long enough ago",
                        second(SUBSCRIBER)
                                .ticking(2.1)
                                .network(ANSWERED)
                                .ticking(2)
                                .written(),
                        PRIMARY),
                row(
                        "network back, after a pause in which it was not asked",
                        cutOff().pause(3).network(ANSWERED).ticking(1.9),
                        SECONDARY),
                row(
                        "network back, and a pause in which nobody listened",
                        cutOff().ticking(1).network(ANSWERED).pause(1).ticking(1.9),
                        SECONDARY));
    }

    static Stream<Arguments> failovers() {
        return Stream.of(
                row("two refusals", lose(second(SUBSCRIBER)).written(), PRIMARY),
                row("file not written", lose(second(SUBSCRIBER)), SECONDARY),
                row("file cannot be written", lose(second(SUBSCRIBER)).notWritten(), SECONDARY),
                row(
                        "one refusal",
                        second(SUBSCRIBER).refused().network(ANSWERED).written(),
                        SECONDARY),
                row(
                        "silence of 1.9 s",
                        second(SUBSCRIBER).ticking(1.9).network(ANSWERED).written(),
                        SECONDARY),
                row(
                        "silence of 2 s",
                        second(SUBSCRIBER)
                                .ticking(1.5)
                                .network(ANSWERED)
                                .ticking(0.5)
                                .written(),
                        PRIMARY),
                row("network silent", second(SUBSCRIBER).refused().refused().network(SILENT), SECONDARY),
                row(
                        "peer comes back in time",
                        lose(second(SUBSCRIBER)).hear(PRIMARY).written(),
                        SECONDARY),
                row(
                        "Primary loses its peer",
                        first(SUBSCRIBER).refused().refused().ticking(60),
                        PRIMARY),
                row(
                        "Primary process restarted",
                        second(SUBSCRIBER).peerRestarts().hearing(1.3, STARTING).written(),
                        PRIMARY),
                row(
                        "Secondary paused for 10 s",
                        second(SUBSCRIBER)
                                .pause(10)
                                .ticking(1)
                                .network(ANSWERED)
                                .written(),
                        SECONDARY));
    }

    static Stream<Arguments> splits() {
        return Stream.of(
                row("both Primary", first(SUBSCRIBER).hear(PRIMARY), SPLIT_BRAIN_RECOVERY),
                row("peer settles", first(SUBSCRIBER).peerTerm(6).hear(SPLIT_BRAIN_RECOVERY), SPLIT_BRAIN_RECOVERY),
                row("an old report of settling", first(SUBSCRIBER).peerTerm(5).hear(SPLIT_BRAIN_RECOVERY), PRIMARY),
                row(
                        "publisher settles",
                        first(PUBLISHER)
                                .hear(PRIMARY)
                                .hearing(1.3, SPLIT_BRAIN_RECOVERY)
                                .written(),
                        PRIMARY),
                row(
                        "publisher settles, not level",
                        first(PUBLISHER)
                                .level(false)
                                .hear(PRIMARY)
                                .hearing(9, SPLIT_BRAIN_RECOVERY)
                                .written(),
                        SPLIT_BRAIN_RECOVERY),
                row(
                        "publisher settles, never level",
                        first(PUBLISHER)
                                .level(false)
                                .hear(PRIMARY)
                                .hearing(10.2, SPLIT_BRAIN_RECOVERY)
                                .written(),
                        PRIMARY),
                row(
                        "subscriber settles",
                        first(SUBSCRIBER).hear(PRIMARY).peerTerm(7).hear(PRIMARY),
                        SECONDARY),
                row(
                        "peer lost while settling",
                        first(SUBSCRIBER).hear(PRIMARY).refused().refused().written(),
                        PRIMARY));
    }

    static Stream<Arguments> handOvers() {
        return Stream.of(
                row("failback: publisher waits for the offer", second(PUBLISHER).hearing(31, PRIMARY), SECONDARY),
                row(
                        "failback: publisher gets the offer",
                        second(PUBLISHER)
                                .hearing(31, PRIMARY)
                                .hearOffering(HandOver.FAILBACK)
                                .written(),
                        PRIMARY),
                row("failback: subscriber is asked", first(SUBSCRIBER).hearAsking(HandOver.FAILBACK), SECONDARY),
                row("failback: not level", first(SUBSCRIBER).level(false).hearAsking(HandOver.FAILBACK), PRIMARY),
                row(
                        "offer not taken",
                        first(SUBSCRIBER)
                                .hearAsking(HandOver.FAILBACK)
                                .hearing(5.2, SECONDARY)
                                .written(),
                        PRIMARY),
                row("by hand, not level", first(PUBLISHER).level(false).hearAsking(HandOver.BY_HAND), SECONDARY),
                row("Primary leaves", first(PUBLISHER).leave(), SECONDARY),
                row("Primary leaves, peer Primary", first(PUBLISHER).leave().hear(PRIMARY), NOT_FUNCTIONING),
                row(
                        "Primary leaves, peer does not take it",
                        first(PUBLISHER).leave().hearing(3, SECONDARY),
                        NOT_FUNCTIONING),
                row("Secondary leaves", second(PUBLISHER).leave().hearing(0.5, PRIMARY), NOT_FUNCTIONING),
                row(
                        "a leaving server takes nothing",
                        second(PUBLISHER).leave().hearOffering(HandOver.BY_HAND).written(),
                        SECONDARY),
                row(
                        "peer leaves",
                        second(SUBSCRIBER).hearOffering(HandOver.SHUT_DOWN).written(),
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
                        lose(second(SUBSCRIBER)).written(),
                        Set.of(Alarm.NoConnectionToPeer, Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded)),
                Arguments.of(
                        second(SUBSCRIBER).refused().refused().network(SILENT),
                        Set.of(Alarm.NoConnectionToPeer, Alarm.AutoFailoverFailed)),
                Arguments.of(
                        second(PUBLISHER)
                                .hearing(31, PRIMARY)
                                .hearOffering(HandOver.FAILBACK)
                                .written(),
                        Set.of(Alarm.AutoFailbackInitiated, Alarm.AutoFailbackSucceeded)),
                Arguments.of(
                        second(PUBLISHER).hearing(41, PRIMARY),
                        Set.of(Alarm.AutoFailbackInitiated, Alarm.AutoFailbackFailed)),
                Arguments.of(
                        second(PUBLISHER).refused().refused().hear(PRIMARY),
                        Set.of(Alarm.NoConnectionToPeer, Alarm.RegainedPeerCommunication)));
    }

    @Test
    void aSubscriberMadePrimaryByHandIsNotAskedToFailBack() {
        assertThat(second(PUBLISHER).hearPrimaryByHand(60).report().asks()).isEqualTo(HandOver.NONE);
    }

    @Test
    void anOfferByHandMakesThePrimaryOneByHand() {
        assertThat(second(SUBSCRIBER)
                        .hearOffering(HandOver.BY_HAND)
                        .written()
                        .report()
                        .madeByHand())
                .isTrue();
    }

    @Test
    void statusIsOfferedOnlyWhenGivingItUpIsWritten() {
        RolePlay asked = first(SUBSCRIBER).hearAsking(HandOver.FAILBACK);
        assertThat(List.of(asked.report().offers(), asked.written().report().offers()))
                .containsExactly(HandOver.NONE, HandOver.FAILBACK);
    }

    @Test
    void aFailedDiskDoesNotKeepAServerFromHandingOver() {
        assertThat(first(SUBSCRIBER)
                        .hearAsking(HandOver.FAILBACK)
                        .notWritten()
                        .report()
                        .offers())
                .isEqualTo(HandOver.FAILBACK);
    }

    @Test
    void aNewPrimaryHasAHigherTermThanAnyBefore() {
        assertThat(lose(second(SUBSCRIBER).peerTerm(9).hear(PRIMARY))
                        .written()
                        .report()
                        .term())
                .isEqualTo(10);
    }

    @Test
    void aPrimaryThatStoodStillDoesNotNotify() {
        assertThat(first(SUBSCRIBER).pause(3).state().has(Duty.NOTIFY)).isFalse();
    }

    @Test
    void aPrimaryThatStoodStillNotifiesAgainWhenThePeerIsHeard() {
        assertThat(first(SUBSCRIBER).pause(3).hear(SECONDARY).state().has(Duty.NOTIFY))
                .isTrue();
    }

    @Test
    void aPrimaryThatStoodStillNotifiesAgainAfterTwoSeconds() {
        assertThat(first(SUBSCRIBER).pause(3).ticking(2.1).state().has(Duty.NOTIFY))
                .isTrue();
    }

    @Test
    void theShutdownOfThePublisherIsTheReasonOfTheTakeover() {
        assertThat(second(SUBSCRIBER).hearOffering(HandOver.SHUT_DOWN).written().actions())
                .anyMatch(action -> action instanceof RoleAction.Announce told
                        && told.change().now() == PRIMARY
                        && told.change().why().equals("publisher shuts down"));
    }

    private static Arguments row(String fact, RolePlay played, ServerStatus status) {
        return Arguments.of(fact, played, status);
    }

    private static RolePlay at(Member self) {
        return new RolePlay(self);
    }

    private static RolePlay alone(Member self) {
        return new RolePlay(self).ticking(27.5);
    }

    private static RolePlay second(Member self) {
        return RolePlay.secondary(self);
    }

    private static RolePlay first(Member self) {
        return RolePlay.primary(self);
    }

    /** Neither the peer nor anybody else is heard. */
    private static RolePlay cutOff() {
        return second(SUBSCRIBER).ticking(2).network(SILENT);
    }

    private static RolePlay lose(RolePlay play) {
        return play.refused().refused().network(ANSWERED);
    }
}
