package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.duovox.alarm.Alarm;
import org.duovox.cluster.RoleState.Timers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Cores broken on purpose: the simulation must catch each of them, for the reason named. */
class MutantTest {

    /** A broken core must be caught by a fraction of the schedules that the right one passes. */
    private static final int SCHEDULES = 1_500;

    private boolean caught;

    /** ./duovox test lists what was caught: "a core that forgets terms". */
    @AfterEach
    void tell(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        if (caught) {
            System.out.println(
                    "Caught: " + name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
        }
    }

    private void assertCaught(Function<Member, RoleCore> broken, String reason) {
        List<String> failures = Simulation.failures(1, SCHEDULES, broken);
        assertThat(failures)
                .isNotEmpty()
                .anySatisfy(failure ->
                        assertThat(failure.lines().findFirst().orElse("")).contains(reason));
        caught = true;
    }

    @Test
    void aCoreThatDoesNotWaitForTheRoleFile() {
        assertCaught(
                BrokenCores.adding(decision -> decision.actions().stream()
                        .filter(RoleAction.Persist.class::isInstance)
                        .map(RoleAction.Persist.class::cast)
                        .findFirst()
                        .map(order -> new RoleEvent.Persisted(
                                decision.state().timers().decidedAt(), order.ticket()))),
                "before the role file says so");
    }

    @Test
    void aCoreThatOverlooksThePeersPrimary() {
        assertCaught(
                BrokenCores.hearing(report ->
                        BrokenCores.report(report, ServerStatus.SECONDARY, report.term(), report.madeByHand())),
                "Primar");
    }

    @Test
    void aCoreThatForgetsTerms() {
        assertCaught(
                BrokenCores.hearing(report -> BrokenCores.report(report, report.status(), 0, report.madeByHand())),
                "in the end");
    }

    @Test
    void aCoreThatNeverFailsBack() {
        assertCaught(
                BrokenCores.hearing(report -> BrokenCores.report(report, report.status(), report.term(), true)),
                "in the end");
    }

    @Test
    void aCoreThatTrustsNoNetwork() {
        assertCaught(
                BrokenCores.taking(event -> Optional.of(
                        event instanceof RoleEvent.NetworkChecked checked
                                ? new RoleEvent.NetworkChecked(
                                        checked.now(),
                                        checked.ticket(),
                                        new NetworkAnswer(NetworkAnswer.Kind.SILENT, "broken"))
                                : event)),
                "is not Primary although");
    }

    @Test
    void aCoreThatDoesNotSeeItsServices() {
        assertCaught(
                BrokenCores.taking(
                        event -> event instanceof RoleEvent.ServicesSeen ? Optional.empty() : Optional.of(event)),
                "stays Primary although");
    }

    @Test
    void aCoreThatChangesStatusAutomaticallyThoughItMayNot() {
        assertCaught(
                BrokenCores.taking(
                        event -> event instanceof RoleEvent.SettingsChanged ? Optional.empty() : Optional.of(event)),
                "not to change automatically");
    }

    @Test
    void aCoreThatDeactivatesAPrimary() {
        assertCaught(
                self -> {
                    RoleCore core = BrokenCores.real(self);
                    return (state, event) -> state.stage() instanceof Stage.Primary primary
                                    && event instanceof RoleEvent.Ordered ordered
                                    && ordered.kind() == Order.Kind.DEACTIVATE
                            ? deactivated(state, ordered, primary)
                            : core.decide(state, event);
                },
                "illegal move");
    }

    private static Decision deactivated(RoleState state, RoleEvent.Ordered ordered, Stage.Primary primary) {
        Stage stage = new Stage.Deactivated(ordered.now(), 0, ordered.now(), true);
        return new Decision(
                BrokenCores.with(state, stage, state.timers()),
                List.of(
                        new RoleAction.Raise(Alarm.ServerDeactivated, "broken"),
                        new RoleAction.Announce(new RoleChanged(primary.shown(), stage.shown(), true, "broken")),
                        new RoleAction.Answer(ordered.number(), OrderOutcome.done("broken; only until"))));
    }

    @Test
    void aCoreThatForgetsThatItIsDeactivated() {
        assertCaught(
                BrokenCores.doing(action -> Optional.of(
                        action instanceof RoleAction.Persist persist
                                        && persist.role().status() == ServerStatus.DEACTIVATED
                                ? new RoleAction.Persist(
                                        persist.ticket(),
                                        new StoredRole(
                                                ServerStatus.SECONDARY,
                                                persist.role().term(),
                                                false,
                                                false,
                                                persist.role().epoch()))
                                : action)),
                "deactivated");
    }

    @Test
    void aCoreThatActivatesItselfWhenThePeerIsLost() {
        assertCaught(
                BrokenCores.adding(decision -> {
                    RoleState state = decision.state();
                    boolean wants = state.stage() instanceof Stage.Deactivated
                            && !state.peer().inContact()
                            && state.order() == null;
                    return wants
                            ? Optional.of(new RoleEvent.Ordered(
                                    state.timers().decidedAt(), 1_000_000 + state.serial(), Order.Kind.ACTIVATE))
                            : Optional.empty();
                }),
                "nobody");
    }

    @Test
    void aCoreThatAnswersNoOrders() {
        assertCaught(
                BrokenCores.doing(
                        action -> action instanceof RoleAction.Answer ? Optional.empty() : Optional.of(action)),
                "has not answered an order");
    }

    @Test
    void aCoreThatRaisesNoAlarms() {
        assertCaught(
                BrokenCores.doing(
                        action -> action instanceof RoleAction.Raise ? Optional.empty() : Optional.of(action)),
                "without an alarm");
    }

    @Test
    void aCoreThatDoesNotNoticeItsOwnPause() {
        assertCaught(
                self -> {
                    RoleCore core = BrokenCores.real(self);
                    return (state, event) -> core.decide(awake(state, event.now()), event);
                },
                "notifies at once");
    }

    private static RoleState awake(RoleState state, long now) {
        Timers timers = state.timers();
        return BrokenCores.with(
                state,
                state.stage(),
                new Timers(
                        now,
                        timers.vacantSince(),
                        timers.steadySince(),
                        timers.backloggedSince(),
                        timers.holdUntil(),
                        timers.keepUntil(),
                        timers.suspended(),
                        timers.suspendedSince()));
    }

    @Test
    void aCoreThatForgetsThatItsServicesFailed() {
        assertCaught(
                BrokenCores.remembering(state -> BrokenCores.with(
                        state, state.settings(), Fitness.atStart(state.timers().decidedAt()))),
                "stays Primary although");
    }

    @Test
    void aCoreThatDeactivatesForABacklogThoughItMayNot() {
        assertCaught(
                BrokenCores.remembering(state ->
                        BrokenCores.with(state, state.settings().deactivatingWhenBacklogged(true), state.fitness())),
                "although it is not set to be");
    }
}
