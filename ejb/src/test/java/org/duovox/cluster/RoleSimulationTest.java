package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two real cores on a simulated wire, disk and clock. A failure prints its seed and its story. */
class RoleSimulationTest {

    /** Some ten seconds; more once in a while: -Dduovox.schedules=20000. */
    private static final int SCHEDULES = Integer.getInteger("duovox.schedules", 2_000);

    /** A broken core must be caught by an eighth of them. */
    private static final int MUTANT_SCHEDULES = 250;

    private static RoleCore real(Member self) {
        return new RoleRules(self, Simulation.SETTINGS)::decide;
    }

    @Test
    void twoServersAgreeWhateverFaultsTheyMeet() {
        assertThat(Simulation.failures(SCHEDULES, RoleSimulationTest::real)).isEmpty();
    }

    @Test
    void aCoreThatDoesNotWaitForTheRoleFileIsCaught() {
        assertCaught(self -> (state, event) -> {
            RoleCore core = real(self);
            Decision first = core.decide(state, event);
            return first.actions().stream()
                    .filter(RoleAction.Persist.class::isInstance)
                    .map(RoleAction.Persist.class::cast)
                    .findFirst()
                    .map(order -> {
                        Decision second =
                                core.decide(first.state(), new RoleEvent.Persisted(event.now(), order.ticket()));
                        List<RoleAction> actions = new ArrayList<>(first.actions());
                        actions.addAll(second.actions());
                        return new Decision(second.state(), actions);
                    })
                    .orElse(first);
        });
    }

    @Test
    void aCoreThatOverlooksThePeersPrimaryIsCaught() {
        assertCaught(hearing(report -> with(report, ServerStatus.SECONDARY, report.term(), report.madeByHand())));
    }

    @Test
    void aCoreThatForgetsTermsIsCaught() {
        assertCaught(hearing(report -> with(report, report.status(), 0, report.madeByHand())));
    }

    @Test
    void aCoreThatNeverFailsBackIsCaught() {
        assertCaught(hearing(report -> with(report, report.status(), report.term(), true)));
    }

    @Test
    void aCoreThatTrustsNoNetworkIsCaught() {
        assertCaught(self -> (state, event) -> real(self)
                .decide(
                        state,
                        switch (event) {
                            case RoleEvent.NetworkChecked checked ->
                                new RoleEvent.NetworkChecked(
                                        checked.now(),
                                        checked.ticket(),
                                        new NetworkAnswer(NetworkAnswer.Kind.SILENT, "broken"));
                            default -> event;
                        }));
    }

    private static void assertCaught(Function<Member, RoleCore> broken) {
        assertThat(Simulation.failures(MUTANT_SCHEDULES, broken)).isNotEmpty();
    }

    private static Function<Member, RoleCore> hearing(UnaryOperator<RoleReport> mishearing) {
        return self -> (state, event) -> real(self)
                .decide(
                        state,
                        switch (event) {
                            case RoleEvent.PeerHeard heard ->
                                new RoleEvent.PeerHeard(heard.now(), mishearing.apply(heard.report()), heard.proven());
                            default -> event;
                        });
    }

    private static RoleReport with(RoleReport report, ServerStatus status, long term, boolean madeByHand) {
        return new RoleReport(
                report.member(),
                report.startId(),
                report.serial(),
                status,
                term,
                report.taking(),
                report.asks(),
                report.offers(),
                report.level(),
                madeByHand,
                report.leaving());
    }
}
