package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.NetworkAnswer.Kind.ANSWERED;
import static org.duovox.cluster.NetworkAnswer.Kind.SILENT;
import static org.duovox.cluster.Order.Kind.ACTIVATE;
import static org.duovox.cluster.Order.Kind.DEACTIVATE;
import static org.duovox.cluster.Order.Kind.MAKE_PRIMARY;
import static org.duovox.cluster.ServerStatus.DEACTIVATED;
import static org.duovox.cluster.ServerStatus.NOT_FUNCTIONING;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.SECONDARY;
import static org.duovox.cluster.ServerStatus.STARTING;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An administrator's buttons (guide, Manually Changing Server Status). */
class OrderRulesTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"makePrimary", "deactivate", "activate", "whileDeactivated"})
    void aServerTakesTheStatus(String fact, RolePlay played, ServerStatus status, String answer) {
        assertThat(List.of(played.state().shown(), played.answer())).as(fact).isEqualTo(List.of(status, answer));
    }

    static Stream<Arguments> makePrimary() {
        return Stream.of(
                row("asks the Primary", second(SUBSCRIBER).order(MAKE_PRIMARY), SECONDARY, ""),
                row(
                        "gets it",
                        second(SUBSCRIBER)
                                .order(MAKE_PRIMARY)
                                .hearOffering(HandOver.BY_HAND)
                                .written(),
                        PRIMARY,
                        "The subscriber is Primary."),
                row(
                        "does not get it",
                        second(SUBSCRIBER).order(MAKE_PRIMARY).hearing(6.2, PRIMARY),
                        SECONDARY,
                        "no: The subscriber is Secondary still: it was not handed over, or could not be taken; see the"
                                + " log."),
                row(
                        "the file cannot be written",
                        second(SUBSCRIBER)
                                .order(MAKE_PRIMARY)
                                .hearOffering(HandOver.BY_HAND)
                                .notWritten(),
                        SECONDARY,
                        "no: The subscriber is Secondary still: it was not handed over, or could not be taken; see the"
                                + " log."),
                row(
                        "the Primary is lost, by hand only",
                        lost(second(SUBSCRIBER).manual()).order(MAKE_PRIMARY).written(),
                        PRIMARY,
                        "The subscriber is Primary."),
                row(
                        "the Primary is lost meanwhile",
                        lost(second(SUBSCRIBER).manual().order(MAKE_PRIMARY)).written(),
                        PRIMARY,
                        "The subscriber is Primary."),
                row(
                        "is Primary already",
                        first(PUBLISHER).order(MAKE_PRIMARY),
                        PRIMARY,
                        "no: The publisher is not made Primary: only a server with Secondary status can be made"
                                + " Primary, and this one has the status Primary."),
                row(
                        "its database failed",
                        second(SUBSCRIBER).failed("Database").order(MAKE_PRIMARY),
                        SECONDARY,
                        "no: The subscriber is not made Primary: Database failed."),
                row(
                        "twice",
                        second(SUBSCRIBER).order(MAKE_PRIMARY).order(MAKE_PRIMARY),
                        SECONDARY,
                        "no: The subscriber is not made Primary: another change of status is under way."),
                row(
                        "shuts down",
                        second(SUBSCRIBER).order(MAKE_PRIMARY).leave(),
                        SECONDARY,
                        "no: The subscriber is being shut down."));
    }

    static Stream<Arguments> deactivate() {
        return Stream.of(
                row("at once", second(SUBSCRIBER).order(DEACTIVATE), DEACTIVATED, ""),
                row(
                        "kept",
                        second(SUBSCRIBER).order(DEACTIVATE).written(),
                        DEACTIVATED,
                        "The subscriber is Deactivated."),
                row(
                        "not kept",
                        second(SUBSCRIBER).order(DEACTIVATE).notWritten().hearing(9.1, PRIMARY),
                        DEACTIVATED,
                        "The subscriber is Deactivated, but only until it is restarted: its role file cannot be"
                                + " written."),
                row(
                        "a Primary",
                        first(PUBLISHER).order(DEACTIVATE),
                        PRIMARY,
                        "no: The publisher is not deactivated: only a server with Secondary status can be deactivated,"
                                + " and this one has the status Primary."),
                row(
                        "one that is about to be Primary",
                        second(SUBSCRIBER).hearOffering(HandOver.BY_HAND).order(DEACTIVATE),
                        SECONDARY,
                        "no: The subscriber is not deactivated: it is about to change its status."),
                row(
                        "one that hands over",
                        first(PUBLISHER).hearAsking(HandOver.BY_HAND).order(DEACTIVATE),
                        SECONDARY,
                        "no: The publisher is not deactivated: it is about to change its status."),
                row(
                        "one that starts",
                        new RolePlay(PUBLISHER).order(DEACTIVATE),
                        STARTING,
                        "no: The publisher is not deactivated: only a server with Secondary status can be deactivated,"
                                + " and this one has the status Starting."));
    }

    static Stream<Arguments> activate() {
        return Stream.of(
                row("file not written", idle().order(ACTIVATE), DEACTIVATED, ""),
                row(
                        "beside a Primary",
                        idle().order(ACTIVATE).written(),
                        SECONDARY,
                        "The subscriber is active: Secondary."),
                row(
                        "the other is lost",
                        lost(idle()).order(ACTIVATE).written().network(ANSWERED).written(),
                        PRIMARY,
                        "The subscriber is active: Primary."),
                row(
                        "the other is lost, network silent",
                        lost(idle()).order(ACTIVATE).written().network(SILENT),
                        SECONDARY,
                        "The subscriber is active: Secondary."),
                row(
                        "file cannot be written",
                        idle().order(ACTIVATE).notWritten(),
                        DEACTIVATED,
                        "no: The subscriber is Deactivated still: its role file cannot be written."),
                row(
                        "a Secondary",
                        second(SUBSCRIBER).order(ACTIVATE),
                        SECONDARY,
                        "no: The subscriber is not activated: only a server with Deactivated status can be activated,"
                                + " and this one has the status Secondary."));
    }

    static Stream<Arguments> whileDeactivated() {
        return Stream.of(
                row("the Primary is lost", lost(idle()).ticking(60), DEACTIVATED, ""),
                row(
                        "the Primary hands over",
                        idle().hearOffering(HandOver.FAILURE).ticking(5),
                        DEACTIVATED,
                        ""),
                row("no Primary", idle().hearing(60, SECONDARY), DEACTIVATED, ""),
                row("restarted", restarted().ticking(0.1), DEACTIVATED, ""),
                row("restarted, alone", restarted().ticking(60), DEACTIVATED, ""),
                row("restarted beside a Primary", restarted().level(true).hearing(60, PRIMARY), DEACTIVATED, ""),
                row(
                        "made Primary",
                        idle().order(MAKE_PRIMARY),
                        DEACTIVATED,
                        "no: The subscriber is not made Primary: only a server with Secondary status can be made"
                                + " Primary, and this one has the status Deactivated."),
                row("shut down", idle().leave().hearing(0.5, PRIMARY), NOT_FUNCTIONING, ""));
    }

    @ParameterizedTest
    @MethodSource
    void theAlarmsAreRaised(RolePlay played, Set<Alarm> alarms) {
        assertThat(played.alarms()).isEqualTo(alarms);
    }

    static Stream<Arguments> theAlarmsAreRaised() {
        return Stream.of(
                Arguments.of(
                        second(SUBSCRIBER)
                                .order(MAKE_PRIMARY)
                                .hearOffering(HandOver.BY_HAND)
                                .written(),
                        Set.of(Alarm.ManualFailoverInitiated, Alarm.ManualFailoverSucceeded)),
                Arguments.of(
                        second(SUBSCRIBER).order(MAKE_PRIMARY).hearing(6.2, PRIMARY),
                        Set.of(Alarm.ManualFailoverInitiated, Alarm.ManualFailoverFailed)),
                Arguments.of(
                        second(PUBLISHER)
                                .order(MAKE_PRIMARY)
                                .hearOffering(HandOver.BY_HAND)
                                .written(),
                        Set.of(Alarm.ManualFailbackInitiated, Alarm.ManualFailbackSucceeded)),
                Arguments.of(
                        second(PUBLISHER).order(MAKE_PRIMARY).hearing(6.2, PRIMARY),
                        Set.of(Alarm.ManualFailbackInitiated, Alarm.ManualFailbackFailed)),
                Arguments.of(first(PUBLISHER).hearAsking(HandOver.BY_HAND), Set.of(Alarm.ManualFailoverInitiated)),
                Arguments.of(
                        first(PUBLISHER)
                                .hearAsking(HandOver.BY_HAND)
                                .hearing(5.2, SECONDARY)
                                .written(),
                        Set.of(Alarm.ManualFailoverInitiated, Alarm.ManualFailoverFailed)),
                Arguments.of(second(SUBSCRIBER).order(DEACTIVATE), Set.of(Alarm.ServerDeactivated)),
                Arguments.of(idle().order(ACTIVATE).written(), Set.of(Alarm.ServerActivated)),
                Arguments.of(lost(idle()), Set.of(Alarm.NoConnectionToPeer, Alarm.AutoFailoverFailed)));
    }

    @Test
    void aSubscriberMadePrimaryByHandKeepsThat() {
        assertThat(lost(second(SUBSCRIBER).manual())
                        .order(MAKE_PRIMARY)
                        .written()
                        .report()
                        .madeByHand())
                .isTrue();
    }

    @Test
    void aPrimaryTakesItsStatusBackAtOnceFromAPeerThatIsDeactivated() {
        assertThat(first(PUBLISHER)
                        .hearAsking(HandOver.BY_HAND)
                        .hear(DEACTIVATED)
                        .written()
                        .state()
                        .shown())
                .isEqualTo(PRIMARY);
    }

    @Test
    void aPrimaryBesideADeactivatedServerShutsDownAtOnce() {
        assertThat(first(PUBLISHER)
                        .hear(DEACTIVATED)
                        .leave()
                        .hearing(0.6, DEACTIVATED)
                        .state()
                        .shown())
                .isEqualTo(NOT_FUNCTIONING);
    }

    @Test
    void theRoleFileIsWrittenAgainUntilItSaysDeactivated() {
        assertThat(second(SUBSCRIBER)
                        .order(DEACTIVATE)
                        .notWritten()
                        .then()
                        .hearing(5.1, PRIMARY)
                        .actions())
                .anyMatch(action -> action instanceof RoleAction.Persist persist
                        && persist.role().status() == DEACTIVATED);
    }

    private static Arguments row(String fact, RolePlay played, ServerStatus status, String answer) {
        return Arguments.of(fact, played, status, answer);
    }

    private static RolePlay second(Member self) {
        return RolePlay.secondary(self);
    }

    private static RolePlay first(Member self) {
        return RolePlay.primary(self).then();
    }

    /** A deactivated subscriber beside a Primary. */
    private static RolePlay idle() {
        return second(SUBSCRIBER).order(DEACTIVATE).written().then();
    }

    private static RolePlay restarted() {
        return new RolePlay(SUBSCRIBER, DEACTIVATED);
    }

    private static RolePlay lost(RolePlay play) {
        return play.refused().refused();
    }
}
