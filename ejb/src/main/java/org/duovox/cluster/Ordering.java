package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.Order.Kind;
import org.duovox.cluster.RoleState.Network.Progress;
import org.duovox.cluster.Stage.Activating;
import org.duovox.cluster.Stage.Deactivated;
import org.duovox.cluster.Stage.Secondary;
import org.jspecify.annotations.Nullable;

/** An administrator's orders for this server (guide, Manually Changing Server Status), and what becomes of them. */
final class Ordering {

    void take(Turn turn, RoleEvent.Ordered ordered) {
        String obstacle = turn.order() != null
                ? "another change of status is under way"
                : switch (ordered.kind()) {
                    case MAKE_PRIMARY -> makePrimary(turn);
                    case DEACTIVATE -> deactivate(turn);
                    case ACTIVATE -> activate(turn);
                };
        if (obstacle == null) {
            turn.order(new Order(ordered.number(), ordered.kind(), turn.now()));
        } else {
            String verb = switch (ordered.kind()) {
                case MAKE_PRIMARY -> " is not made Primary: ";
                case DEACTIVATE -> " is not deactivated: ";
                case ACTIVATE -> " is not activated: ";
            };
            turn.answer(ordered.number(), OrderOutcome.refused("The " + turn.ownName() + verb + obstacle + "."));
        }
    }

    // Each begins, or says why not.

    private static @Nullable String makePrimary(Turn turn) {
        if (turn.stage().shown() != ServerStatus.SECONDARY) {
            return "only a server with Secondary status can be made Primary, and this one has the status "
                    + turn.stage().shown().title();
        }
        if (!(turn.stage() instanceof Secondary secondary)) {
            return "it is about to change its status";
        }
        RoleReport peer = turn.heard();
        if (peer != null && turn.condition().isWorseThan(peer.condition())) {
            return turn.fitness().seen().sentence();
        }
        if (peer != null && !peer.isPrimary() && peer.claimsPrimary()) {
            return "the " + turn.peerName() + " is about to be Primary";
        }
        turn.step("An administrator chose Make Primary for the " + turn.ownName());
        String why = "an administrator made the " + turn.ownName() + " Primary";
        if (peer != null && peer.isPrimary()) {
            turn.raise(Cause.byHand(turn.self()).initiated().orElseThrow(), why);
            turn.step("The " + turn.ownName() + " tells the " + turn.peerName() + " to change its status");
            turn.update(secondary.ask(HandOver.BY_HAND, turn.now()));
            turn.act(new RoleAction.PingNow());
        } else {
            turn.takeOver(secondary, Cause.byHand(turn.self()), !turn.isPublisher(), why);
        }
        return null;
    }

    private static @Nullable String deactivate(Turn turn) {
        if (turn.stage().shown() != ServerStatus.SECONDARY) {
            return "only a server with Secondary status can be deactivated, and this one has the status "
                    + turn.stage().shown().title();
        }
        if (!(turn.stage() instanceof Secondary secondary) || secondary.asks() != HandOver.NONE) {
            return "it is about to change its status";
        }
        String why = "an administrator deactivated the " + turn.ownName();
        turn.raise(Alarm.ServerDeactivated, why);
        long ticket = turn.persist(ServerStatus.DEACTIVATED, false);
        turn.enter(secondary.deactivate(turn.now(), ticket), why);
        return null;
    }

    private static @Nullable String activate(Turn turn) {
        if (!(turn.stage() instanceof Deactivated deactivated)) {
            return "only a server with Deactivated status can be activated, and this one has the status "
                    + turn.stage().shown().title();
        }
        turn.step("An administrator chose Activate for the " + turn.ownName());
        long ticket = turn.persist(ServerStatus.SECONDARY, false);
        turn.enter(deactivated.activate(turn.now(), ticket), "an administrator activates the " + turn.ownName());
        return null;
    }

    // Stages of their own.

    /** Nothing promotes it; only the role file may still have to learn of it. */
    void deactivated(Turn turn, Deactivated deactivated) {
        if (!deactivated.written() && turn.now() - deactivated.askedAt() >= RoleTimes.WRITE_AGAIN) {
            turn.update(deactivated.askAgain(turn.now(), turn.persist(ServerStatus.DEACTIVATED, false)));
        }
    }

    void activating(Turn turn, Activating activating) {
        if (!activating.written()) {
            if (turn.now() - activating.since() >= RoleTimes.PERSIST_IN_CONTACT) {
                notActivated(turn, activating);
            }
            return;
        }
        RoleReport peer = turn.heard();
        if (peer == null && turn.network().progress() == Progress.GOOD && !turn.held()) {
            turn.takeOver(
                    activating,
                    Cause.ACTIVATED,
                    false,
                    "an administrator activated this server, and the " + turn.peerName() + " is not in contact");
        } else if (peer != null || turn.network().progress() == Progress.BAD) {
            turn.raise(Alarm.ServerActivated, "an administrator activated the " + turn.ownName());
            turn.becomeSecondary(activating.stepBack(turn.now()), "an administrator activated the " + turn.ownName());
        }
    }

    /** Answering calls is a duty: it is not taken before the role file says so. */
    void notActivated(Turn turn, Activating activating) {
        long ticket = turn.persist(ServerStatus.DEACTIVATED, false);
        turn.enter(activating.stayDeactivated(turn.now(), ticket), "the role file cannot be written");
    }

    // Outcomes.

    void review(Turn turn) {
        Order order = turn.order();
        if (order == null) {
            return;
        }
        OrderOutcome outcome = outcome(turn, order);
        if (outcome != null) {
            turn.order(null);
            turn.answer(order.number(), outcome);
            if (!outcome.done() && order.kind() == Kind.MAKE_PRIMARY) {
                turn.raise(HandOver.BY_HAND.failed(turn.self()), outcome.sentence());
            }
        }
    }

    private static @Nullable OrderOutcome outcome(Turn turn, Order order) {
        ServerStatus shown = turn.stage().shown();
        String is = "The " + turn.ownName() + " is " + shown.title();
        boolean late = turn.now() - order.since() >= RoleTimes.ORDER;
        if (turn.stage() instanceof Stage.Leaving || turn.stage() instanceof Stage.Left) {
            return OrderOutcome.refused("The " + turn.ownName() + " is being shut down.");
        }
        return switch (order.kind()) {
            case MAKE_PRIMARY -> {
                boolean asks = turn.stage() instanceof Secondary secondary && secondary.asks() != HandOver.NONE;
                boolean underWay = asks || turn.stage() instanceof Stage.TakingOver;
                if (shown == ServerStatus.PRIMARY) {
                    yield OrderOutcome.done(is + ".");
                }
                yield underWay && !late
                        ? null
                        : OrderOutcome.refused(
                                is + " still: it was not handed over, or could not be taken; see the log.");
            }
            case DEACTIVATE -> {
                boolean kept = turn.stage() instanceof Deactivated deactivated && deactivated.written();
                if (kept) {
                    yield OrderOutcome.done(is + ".");
                }
                yield !late
                        ? null
                        : OrderOutcome.done(is + ", but only until it is restarted: its role file cannot be written.");
            }
            case ACTIVATE -> {
                boolean underWay = turn.stage() instanceof Activating || turn.stage() instanceof Stage.TakingOver;
                if (underWay && !late) {
                    yield null;
                }
                yield shown == ServerStatus.DEACTIVATED
                        ? OrderOutcome.refused(is + " still: its role file cannot be written.")
                        : OrderOutcome.done("The " + turn.ownName() + " is active: " + shown.title() + ".");
            }
        };
    }
}
