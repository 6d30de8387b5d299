package org.duovox.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Ways to break a core from outside: by what it hears, by what it does, and by what it remembers. */
final class BrokenCores {

    private BrokenCores() {}

    static RoleCore real(Member self) {
        return new RoleRules(self)::decide;
    }

    /** Takes up another event than the one that happened, or none. */
    static Function<Member, RoleCore> taking(Function<RoleEvent, Optional<RoleEvent>> mishearing) {
        return self -> {
            RoleCore core = real(self);
            return (state, event) ->
                    core.decide(state, mishearing.apply(event).orElse(new RoleEvent.Tick(event.now())));
        };
    }

    /** Hears another report than the peer's. */
    static Function<Member, RoleCore> hearing(UnaryOperator<RoleReport> mishearing) {
        return taking(event -> Optional.of(
                event instanceof RoleEvent.PeerHeard heard
                        ? new RoleEvent.PeerHeard(heard.now(), mishearing.apply(heard.report()), heard.proven())
                        : event));
    }

    /** Does something else than what was decided, or nothing. */
    static Function<Member, RoleCore> doing(Function<RoleAction, Optional<RoleAction>> misdoing) {
        return self -> {
            RoleCore core = real(self);
            return (state, event) -> {
                Decision right = core.decide(state, event);
                List<RoleAction> actions = new ArrayList<>();
                right.actions().forEach(action -> misdoing.apply(action).ifPresent(actions::add));
                return new Decision(right.state(), actions);
            };
        };
    }

    /** After each decision decides another event, too, if the first one led where that applies. */
    static Function<Member, RoleCore> adding(Function<Decision, Optional<RoleEvent>> more) {
        return self -> {
            RoleCore core = real(self);
            return (state, event) -> {
                Decision first = core.decide(state, event);
                return more.apply(first)
                        .map(another -> {
                            Decision second = core.decide(first.state(), another);
                            List<RoleAction> actions = new ArrayList<>(first.actions());
                            actions.addAll(second.actions());
                            return new Decision(second.state(), actions);
                        })
                        .orElse(first);
            };
        };
    }

    /** Remembers something else. */
    static Function<Member, RoleCore> remembering(UnaryOperator<RoleState> misremembering) {
        return self -> {
            RoleCore core = real(self);
            return (state, event) -> core.decide(misremembering.apply(state), event);
        };
    }

    static RoleReport report(RoleReport report, ServerStatus status, long term, boolean madeByHand) {
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
                report.leaving(),
                report.condition(),
                report.backlog());
    }

    static RoleState with(RoleState state, Stage stage, RoleState.Timers timers) {
        return with(state, stage, timers, state.settings(), state.fitness());
    }

    static RoleState with(RoleState state, RoleSettings settings, Fitness fitness) {
        return with(state, state.stage(), state.timers(), settings, fitness);
    }

    private static RoleState with(
            RoleState state, Stage stage, RoleState.Timers timers, RoleSettings settings, Fitness fitness) {
        return new RoleState(
                stage,
                state.term(),
                state.madeByHand(),
                state.serial(),
                state.level(),
                state.peer(),
                state.network(),
                timers,
                state.ticket(),
                state.epoch(),
                state.startId(),
                settings,
                fitness,
                state.backlog(),
                state.order());
    }
}
