package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.RoleState.Network.Progress;
import org.duovox.cluster.Stage.Activating;
import org.duovox.cluster.Stage.Deactivated;
import org.duovox.cluster.Stage.HandingOver;
import org.duovox.cluster.Stage.Leaving;
import org.duovox.cluster.Stage.Left;
import org.duovox.cluster.Stage.Primary;
import org.duovox.cluster.Stage.ReplicatingData;
import org.duovox.cluster.Stage.Secondary;
import org.duovox.cluster.Stage.Settling;
import org.duovox.cluster.Stage.Starting;
import org.duovox.cluster.Stage.TakingOver;

/**
 * The role manager's decisions (guide, chapter 3; architecture.md, Roles). Pure: owns no thread, file, socket or clock.
 * Taking a duty waits until the new status is persisted; giving one up never waits.
 */
final class RoleRules {

    /** One event moves a stage on at most this often, each time for a reason of its own. */
    private static final int MOVES = 4;

    private final Member self;
    private final Listening listening = new Listening();
    private final Watching watching = new Watching();
    private final Replicating replicating = new Replicating();
    private final Ordering ordering = new Ordering();
    private final Recovering recovering = new Recovering();
    private final Departing departing = new Departing();

    RoleRules(Member self) {
        this.self = self;
    }

    Decision decide(RoleState state, RoleEvent event) {
        Turn turn = new Turn(self, state, event.now());
        if (turn.stage() instanceof Left) {
            return turn.decision();
        }
        listening.noticeGap(turn);
        take(turn, event);
        listening.noticeSilence(turn);
        watching.noticeRecovery(turn);
        noticeTimes(turn);
        for (int move = 0; move < MOVES; move++) {
            Stage was = turn.stage();
            review(turn);
            if (turn.stage().equals(was)) {
                break;
            }
        }
        ordering.review(turn);
        listening.askNetwork(turn);
        return turn.decision();
    }

    private void take(Turn turn, RoleEvent event) {
        switch (event) {
            case RoleEvent.Tick tick -> {}
            case RoleEvent.PeerHeard heard -> listening.heard(turn, heard.report(), heard.proven());
            case RoleEvent.PingFailed failed -> listening.failed(turn, failed.how());
            case RoleEvent.Refused refused -> listening.refused(turn);
            case RoleEvent.NetworkChecked checked -> listening.networkAnswered(turn, checked);
            case RoleEvent.Persisted persisted -> persisted(turn, persisted.ticket());
            case RoleEvent.PersistFailed failed -> persistFailed(turn, failed);
            case RoleEvent.Replication progress -> replicating.progressed(turn, progress);
            case RoleEvent.ServicesSeen seen -> watching.seen(turn, seen.health());
            case RoleEvent.SettingsChanged changed -> {
                turn.settings(changed.settings());
                replicating.settingsChanged(turn);
            }
            case RoleEvent.Ordered ordered -> ordering.take(turn, ordered);
            case RoleEvent.Leave leave -> departing.begin(turn);
        }
    }

    private static void noticeTimes(Turn turn) {
        RoleReport peer = turn.heard();
        boolean vacant = peer != null && !peer.claimsPrimary();
        if (!vacant) {
            turn.timers().vacantSince = turn.now();
        }
        boolean steady = peer != null
                && peer.isPrimary()
                && !peer.madeByHand()
                && turn.bothLevel()
                && turn.condition() == Condition.WELL;
        if (!steady || !(turn.stage() instanceof Secondary)) {
            turn.timers().steadySince = turn.now();
        }
        boolean beside = turn.stage() instanceof Secondary || turn.stage() instanceof ReplicatingData;
        if (!beside || !Replicating.isBacklogged(turn)) {
            turn.timers().backloggedSince = turn.now();
        }
    }

    private void review(Turn turn) {
        switch (turn.stage()) {
            case Starting starting -> starting(turn, starting);
            case Secondary secondary -> secondary(turn, secondary);
            case ReplicatingData replicatingData -> replicating.review(turn, replicatingData);
            case Deactivated deactivated -> ordering.deactivated(turn, deactivated);
            case Activating activating -> ordering.activating(turn, activating);
            case TakingOver taking -> takingOver(turn, taking);
            case Primary primary -> primary(turn, primary);
            case HandingOver handing -> handingOver(turn, handing);
            case Settling settling -> recovering.review(turn, settling);
            case Leaving leaving -> departing.review(turn, leaving);
            case Left left -> {}
        }
    }

    private void starting(Turn turn, Starting starting) {
        RoleReport peer = turn.heard();
        if (starting.last() == ServerStatus.DEACTIVATED) {
            turn.enter(
                    starting.stayDeactivated(turn.now()),
                    "the " + turn.ownName() + " was deactivated before it was started");
        } else if (peer != null && peer.isPrimary()) {
            startBesidePrimary(turn, starting);
        } else if (peer != null) {
            fillVacancy(turn, starting, peer);
            if (turn.stage().equals(starting) && hasWaited(turn, starting)) {
                turn.becomeSecondary(
                        starting.stepBack(turn.now()), "this server has started, though neither is Primary yet");
            }
        } else if (turn.hasMetPeer()) {
            startWithoutPeer(turn, starting);
        } else if (hasWaited(turn, starting)) {
            startAlone(turn, starting);
        }
    }

    private void startBesidePrimary(Turn turn, Starting starting) {
        String primary = "the " + turn.peerName() + " is Primary";
        if (turn.level()) {
            turn.becomeSecondary(starting.stepBack(turn.now()), primary + " and everything is replicated");
        } else if (Replicating.isBacklogged(turn)) {
            replicating.begin(turn, starting.replicate(turn.now()), primary + ", and much is to be replicated");
        } else if (turn.now() - turn.peer().contactSince()
                >= turn.settings().startGrace().toNanos()) {
            replicating.begin(
                    turn, starting.replicate(turn.now()), primary + ", though not everything is replicated yet");
        }
    }

    /** The peer was met and lost again: take over, or at least answer once the time of starting is over. */
    private static void startWithoutPeer(Turn turn, Starting starting) {
        failOver(turn, starting);
        boolean unable = turn.network().progress() == Progress.BAD || !mayFailOver(turn);
        if (hasWaited(turn, starting) && turn.stage().equals(starting) && unable) {
            String lost = "the " + turn.peerName() + " is lost";
            turn.becomeSecondary(starting.stepBack(turn.now()), lost + ", and this server cannot take over");
        }
    }

    private static boolean hasWaited(Turn turn, Starting starting) {
        return turn.now() - starting.since() >= turn.settings().startGrace().toNanos();
    }

    private static void startAlone(Turn turn, Starting starting) {
        String alone = "the " + turn.peerName() + " did not appear while this server started";
        if (!turn.settings().changesAutomatically() && starting.last() == ServerStatus.SECONDARY) {
            turn.becomeSecondary(starting.stepBack(turn.now()), alone + ", and status is not changed automatically");
            return;
        }
        switch (turn.network().progress()) {
            case GOOD -> {
                if (turn.network().isTrusted(turn.now())) {
                    turn.takeOver(starting, Cause.START, false, alone);
                }
            }
            case BAD ->
                // Answers whoever can reach it, rather than nobody.
                turn.becomeSecondary(starting.stepBack(turn.now()), alone + ", and the network cannot be confirmed");
            case UNKNOWN, RUNNING -> {}
        }
    }

    private void secondary(Turn turn, Secondary secondary) {
        RoleReport peer = turn.heard();
        if (peer == null && secondary.asks() == HandOver.BY_HAND) {
            turn.takeOver(
                    secondary,
                    Cause.byHand(turn.self()),
                    !turn.isPublisher(),
                    "an administrator made the " + turn.ownName() + " Primary");
        } else if (peer == null) {
            failOver(turn, secondary);
        } else if (peer.isPrimary()) {
            seekPrimary(turn, secondary);
            if (turn.stage() instanceof Secondary still) {
                replicating.secondary(turn, still);
            }
        } else {
            fillVacancy(turn, secondary, peer);
        }
    }

    private static boolean mayFailOver(Turn turn) {
        return turn.settings().changesAutomatically() && turn.condition() != Condition.FAILED;
    }

    private static void failOver(Turn turn, Stage.Candidate candidate) {
        if (!turn.network().isTrusted(turn.now()) || turn.held()) {
            return;
        }
        RoleReport last = turn.peer().report();
        boolean inOrder = last != null && last.leaving();
        String why = "the " + turn.peerName() + (inOrder ? " was shut down" : " is lost");
        if (mayFailOver(turn)) {
            turn.step("The " + turn.ownName() + " has confirmed its network connection");
            turn.takeOver(candidate, Cause.FAILOVER, false, why);
        } else if (turn.settings().changesAutomatically() && !turn.fitness().complained()) {
            turn.fitness(turn.fitness().complain());
            turn.raise(
                    Alarm.AutoFailoverFailed,
                    why + ", and this server cannot take over: "
                            + turn.fitness().seen().sentence());
        }
    }

    /** In contact, and the peer is not Primary. */
    private static void fillVacancy(Turn turn, Stage.Candidate candidate, RoleReport peer) {
        if (turn.held()) {
            return;
        }
        boolean bothStart = turn.stage() instanceof Starting && peer.status() == ServerStatus.STARTING;
        boolean refused = peer.offers() == HandOver.FAILURE && turn.condition() == Condition.FAILED;
        if (peer.offers() != HandOver.NONE && !bothStart && !refused) {
            takeOffer(turn, candidate, peer.offers());
        } else if (!peer.claimsPrimary()
                && mayFill(turn, peer)
                && turn.now() - turn.timers().vacantSince >= patience(turn, peer)) {
            String why = bothStart ? "both servers started" : "neither server was Primary";
            turn.takeOver(candidate, bothStart ? Cause.START : Cause.VACANCY, false, why);
        }
    }

    /** A Secondary does not replace a Primary that was restarted when status is not to change automatically. */
    private static boolean mayFill(Turn turn, RoleReport peer) {
        return turn.settings().changesAutomatically()
                || turn.stage() instanceof Starting
                || peer.status() != ServerStatus.STARTING;
    }

    private static void takeOffer(Turn turn, Stage.Candidate candidate, HandOver offer) {
        String why = switch (offer) {
            case NONE, FAILBACK -> "the " + turn.peerName() + " hands over to this server";
            case BY_HAND -> "an administrator made this server Primary";
            case FAILURE -> "a critical service of the " + turn.peerName() + " does not run";
            case SHUT_DOWN -> turn.peerName() + " shuts down";
        };
        Cause cause = switch (offer) {
            case NONE, FAILBACK -> Cause.FAILBACK;
            case BY_HAND -> Cause.byHand(turn.self());
            case FAILURE -> Cause.FAILOVER;
            case SHUT_DOWN -> Cause.SHUT_DOWN;
        };
        turn.takeOver(candidate, cause, offer == HandOver.BY_HAND && !turn.isPublisher(), why);
    }

    private static long patience(Turn turn, RoleReport peer) {
        boolean weStart = turn.stage() instanceof Starting;
        boolean peerStarts = peer.status() == ServerStatus.STARTING;
        if (turn.condition() == Condition.FAILED && peer.condition() != Condition.FAILED) {
            return RoleTimes.VACANT_LAST;
        }
        if (peer.leaving() || (weStart && peerStarts && turn.isPublisher())) {
            return 0;
        }
        boolean first = weStart == peerStarts ? turn.isPublisher() : peerStarts;
        return first ? RoleTimes.VACANT_FIRST : RoleTimes.VACANT_SECOND;
    }

    /** A Secondary beside a Primary: the publisher's failback, and requests that were not met. */
    private static void seekPrimary(Turn turn, Secondary secondary) {
        if (secondary.asks() != HandOver.NONE) {
            if (turn.now() - secondary.askedAt() >= RoleTimes.ASK) {
                if (secondary.asks() == HandOver.FAILBACK) {
                    turn.raise(Alarm.AutoFailbackFailed, "the " + turn.peerName() + " did not hand over within 6 s");
                }
                turn.update(secondary.ask(HandOver.NONE, turn.now()));
                turn.timers().steadySince = turn.now();
            }
        } else if (turn.isPublisher()
                && turn.settings().failsBackAutomatically()
                && !turn.held()
                && turn.now() - turn.timers().steadySince
                        >= turn.settings().failback().toNanos()) {
            turn.raise(
                    Alarm.AutoFailbackInitiated, "both servers are healthy and level: the publisher becomes Primary");
            turn.update(secondary.ask(HandOver.FAILBACK, turn.now()));
            turn.act(new RoleAction.PingNow());
        }
    }

    private static void takingOver(Turn turn, TakingOver taking) {
        RoleReport peer = turn.heard();
        if (peer != null && peer.isPrimary()) {
            turn.abort(taking, "the " + turn.peerName() + " is in contact and Primary");
            return;
        }
        if (peer != null && peer.taking() && !turn.isPublisher()) {
            turn.abort(taking, "the publisher becomes Primary");
            return;
        }
        long patience = turn.peer().inContact() ? RoleTimes.PERSIST_IN_CONTACT : RoleTimes.PERSIST_ALONE;
        if (turn.now() - taking.since() >= patience) {
            turn.timers().holdUntil = turn.now() + RoleTimes.HOLD;
            turn.abort(taking, "the role file could not be written in time");
        }
    }

    private void primary(Turn turn, Primary primary) {
        RoleReport peer = turn.heard();
        boolean settles = peer != null
                && peer.status() == ServerStatus.SPLIT_BRAIN_RECOVERY
                && peer.term() >= turn.term()
                && !peer.leaving();
        if (peer != null && (peer.isPrimary() || settles)) {
            turn.settle(primary, peer);
        } else if (peer != null && peer.asks() != HandOver.NONE && peer.status() == ServerStatus.SECONDARY) {
            boolean byHand = peer.asks() == HandOver.BY_HAND;
            if (byHand || turn.bothLevel()) {
                String why = byHand
                        ? "an administrator makes the " + turn.peerName() + " Primary"
                        : "the " + turn.peerName() + " is healthy again and becomes Primary";
                turn.giveUp(primary, peer.asks(), why);
            }
        } else {
            watching.handOver(turn, primary);
        }
    }

    private static void handingOver(Turn turn, HandingOver handing) {
        RoleReport peer = turn.heard();
        boolean refused = peer != null
                && (peer.status() == ServerStatus.DEACTIVATED || turn.now() - handing.since() >= RoleTimes.TAKE_BACK);
        if (peer == null) {
            turn.becomeSecondary(
                    handing.stepBack(turn.now()), "the " + turn.peerName() + " was lost while it took over");
        } else if (peer.isPrimary()) {
            turn.becomeSecondary(handing.stepBack(turn.now()), "the " + turn.peerName() + " is Primary");
        } else if (refused && !peer.claimsPrimary()) {
            String why = "the " + turn.peerName() + " did not take over";
            turn.raise(handing.offers().failed(turn.self().peer()), why);
            turn.timers().keepUntil = turn.now() + RoleTimes.KEEP;
            turn.takeOver(handing, Cause.TAKEN_BACK, false, why);
        } else if (!handing.released() && turn.now() - handing.since() >= RoleTimes.RELEASE) {
            turn.update(handing.release());
            turn.act(new RoleAction.PingNow());
        }
    }

    private static void persisted(Turn turn, long ticket) {
        switch (turn.stage()) {
            case TakingOver taking
            when taking.claim().ticket() == ticket -> {
                RoleReport peer = turn.heard();
                if (peer == null || !peer.isPrimary()) {
                    turn.becomePrimary(taking);
                }
            }
            case HandingOver handing
            when handing.ticket() == ticket -> {
                turn.update(handing.release());
                turn.act(new RoleAction.PingNow());
            }
            case Leaving leaving
            when leaving.ticket() == ticket -> {
                turn.update(leaving.release());
                turn.act(new RoleAction.PingNow());
            }
            case Deactivated deactivated when deactivated.ticket() == ticket -> turn.update(deactivated.kept());
            case Activating activating when activating.ticket() == ticket -> turn.update(activating.kept());
            case Starting other -> {}
            case Secondary other -> {}
            case ReplicatingData other -> {}
            case Deactivated other -> {}
            case Activating other -> {}
            case TakingOver other -> {}
            case Primary other -> {}
            case HandingOver other -> {}
            case Settling other -> {}
            case Leaving other -> {}
            case Left other -> {}
        }
    }

    private void persistFailed(Turn turn, RoleEvent.PersistFailed failed) {
        turn.say("The role file cannot be written: " + failed.why());
        if (turn.stage() instanceof TakingOver taking && taking.claim().ticket() == failed.ticket()) {
            turn.timers().holdUntil = turn.now() + RoleTimes.HOLD;
            turn.abort(taking, "the role file cannot be written");
        } else if (turn.stage() instanceof Activating activating && activating.ticket() == failed.ticket()) {
            ordering.notActivated(turn, activating);
        } else if (!(turn.stage() instanceof Deactivated)) {
            // Giving up never waits for the file.
            persisted(turn, failed.ticket());
        }
    }
}
