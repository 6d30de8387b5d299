package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.RoleState.Network.Progress;
import org.duovox.cluster.Stage.HandingOver;
import org.duovox.cluster.Stage.Leaving;
import org.duovox.cluster.Stage.Left;
import org.duovox.cluster.Stage.Primary;
import org.duovox.cluster.Stage.Secondary;
import org.duovox.cluster.Stage.Settling;
import org.duovox.cluster.Stage.Starting;
import org.duovox.cluster.Stage.TakingOver;
import org.jspecify.annotations.Nullable;

/**
 * The role manager's decisions (guide, chapter 3; architecture.md, Roles). Pure: owns no thread, file, socket or clock.
 * Taking a duty waits until the new status is persisted; giving one up never waits.
 */
final class RoleRules {

    /** One event moves a stage on at most this often, each time for a reason of its own. */
    private static final int MOVES = 4;

    private final Member self;
    private final long grace;
    private final long failback;
    private final Listening listening;

    RoleRules(Member self, RoleSettings settings) {
        this.self = self;
        this.grace = settings.startGrace().toNanos();
        this.failback = settings.failback().toNanos();
        this.listening = new Listening(settings);
    }

    Decision decide(RoleState state, RoleEvent event) {
        Turn turn = new Turn(self, state, event.now());
        if (turn.stage() instanceof Left) {
            return turn.decision();
        }
        listening.noticeGap(turn);
        take(turn, event);
        listening.noticeSilence(turn);
        noticeTimes(turn);
        for (int move = 0; move < MOVES; move++) {
            Stage was = turn.stage();
            review(turn);
            if (turn.stage().equals(was)) {
                break;
            }
        }
        listening.askNetwork(turn);
        return turn.decision();
    }

    private void take(Turn turn, RoleEvent event) {
        switch (event) {
            case RoleEvent.Tick tick -> {}
            case RoleEvent.PeerHeard heard -> listening.heard(turn, heard.report(), heard.proven());
            case RoleEvent.PingFailed failed -> listening.failed(turn, failed.how());
            case RoleEvent.NetworkChecked checked -> listening.networkAnswered(turn, checked);
            case RoleEvent.Persisted persisted -> persisted(turn, persisted.ticket());
            case RoleEvent.PersistFailed failed -> persistFailed(turn, failed);
            case RoleEvent.Replication replication -> turn.level(replication.caughtUp());
            case RoleEvent.MakePrimary wish -> makePrimary(turn, wish.target());
            case RoleEvent.Leave leave -> leave(turn);
        }
    }

    private static void noticeTimes(Turn turn) {
        RoleReport peer = turn.heard();
        boolean vacant = peer != null && !peer.claimsPrimary();
        if (!vacant) {
            turn.vacantSince(turn.now());
        }
        boolean steady = peer != null && peer.isPrimary() && !peer.madeByHand() && turn.bothLevel();
        if (!steady || !(turn.stage() instanceof Secondary)) {
            turn.steadySince(turn.now());
        }
    }

    private void review(Turn turn) {
        switch (turn.stage()) {
            case Starting starting -> starting(turn, starting);
            case Secondary secondary -> secondary(turn, secondary);
            case TakingOver taking -> takingOver(turn, taking);
            case Primary primary -> primary(turn, primary);
            case HandingOver handing -> handingOver(turn, handing);
            case Settling settling -> settling(turn, settling);
            case Leaving leaving -> leaving(turn, leaving);
            case Left left -> {}
        }
    }

    private void starting(Turn turn, Starting starting) {
        RoleReport peer = turn.heard();
        if (peer != null && peer.isPrimary()) {
            boolean late = turn.now() - turn.peer().contactSince() >= RoleTimes.LEVEL_CAP;
            if (turn.level() || late) {
                String why =
                        turn.level() ? " and everything is replicated" : ", though not everything is replicated yet";
                turn.becomeSecondary(starting.stepBack(turn.now()), "the " + turn.peerName() + " is Primary" + why);
            }
        } else if (peer != null) {
            fillVacancy(turn, starting, peer);
        } else if (turn.hasMetPeer()) {
            startWithoutPeer(turn, starting);
        } else if (turn.now() - starting.since() >= grace) {
            startAlone(turn, starting);
        }
    }

    /** The peer was met and lost again: take over, or at least answer once the time of starting is over. */
    private void startWithoutPeer(Turn turn, Starting starting) {
        failOver(turn, starting);
        boolean waited = turn.now() - starting.since() >= grace;
        if (waited && turn.stage().equals(starting) && turn.network().progress() == Progress.BAD) {
            String lost = "the " + turn.peerName() + " is lost";
            turn.becomeSecondary(starting.stepBack(turn.now()), lost + ", and the network cannot be confirmed");
        }
    }

    private static void startAlone(Turn turn, Starting starting) {
        String alone = "the " + turn.peerName() + " did not appear while this server started";
        switch (turn.network().progress()) {
            case GOOD -> turn.takeOver(starting, Cause.START, false, alone);
            case BAD ->
                // Answers whoever can reach it, rather than nobody.
                turn.becomeSecondary(starting.stepBack(turn.now()), alone + ", and the network cannot be confirmed");
            case UNKNOWN, RUNNING -> {}
        }
    }

    private void secondary(Turn turn, Secondary secondary) {
        RoleReport peer = turn.heard();
        if (peer == null) {
            failOver(turn, secondary);
        } else if (peer.isPrimary()) {
            seekPrimary(turn, secondary);
        } else {
            fillVacancy(turn, secondary, peer);
        }
    }

    private static void failOver(Turn turn, Stage.Candidate candidate) {
        if (turn.network().progress() == Progress.GOOD && !turn.held()) {
            RoleReport last = turn.peer().report();
            boolean inOrder = last != null && last.leaving();
            String why = "the " + turn.peerName() + (inOrder ? " was shut down" : " is lost");
            turn.takeOver(candidate, Cause.FAILOVER, false, why);
        }
    }

    /** In contact, and the peer is not Primary. */
    private void fillVacancy(Turn turn, Stage.Candidate candidate, RoleReport peer) {
        if (turn.held()) {
            return;
        }
        boolean bothStart = turn.stage() instanceof Starting && peer.status() == ServerStatus.STARTING;
        if (peer.offers() != HandOver.NONE && !bothStart) {
            boolean byHand = peer.offers() == HandOver.BY_HAND;
            String why = switch (peer.offers()) {
                case NONE, FAILBACK -> "the " + turn.peerName() + " hands over to this server";
                case BY_HAND -> "an administrator made this server Primary";
                case SHUT_DOWN -> turn.peerName() + " shuts down";
            };
            Cause cause = switch (peer.offers()) {
                case NONE, FAILBACK -> Cause.FAILBACK;
                case BY_HAND -> Cause.BY_HAND;
                case SHUT_DOWN -> Cause.SHUT_DOWN;
            };
            turn.takeOver(candidate, cause, byHand && !turn.isPublisher(), why);
        } else if (!peer.claimsPrimary() && turn.now() - turn.timers().vacantSince() >= patience(turn, peer)) {
            String why = bothStart ? "both servers started" : "neither server was Primary";
            turn.takeOver(candidate, bothStart ? Cause.START : Cause.VACANCY, false, why);
        }
    }

    private static long patience(Turn turn, RoleReport peer) {
        boolean weStart = turn.stage() instanceof Starting;
        boolean peerStarts = peer.status() == ServerStatus.STARTING;
        if (peer.leaving() || (weStart && peerStarts && turn.isPublisher())) {
            return 0;
        }
        boolean first = weStart == peerStarts ? turn.isPublisher() : peerStarts;
        return first ? RoleTimes.VACANT_FIRST : RoleTimes.VACANT_SECOND;
    }

    /** A Secondary beside a Primary: the publisher's failback, and requests that were not met. */
    private void seekPrimary(Turn turn, Secondary secondary) {
        if (secondary.asks() != HandOver.NONE) {
            if (turn.now() - secondary.askedAt() >= RoleTimes.ASK) {
                if (secondary.asks() == HandOver.FAILBACK) {
                    turn.raise(Alarm.AutoFailbackFailed, "the " + turn.peerName() + " did not hand over within 10 s");
                } else {
                    turn.order(new RoleAction.Refuse("The " + turn.peerName() + " did not hand over within 10 s"));
                }
                turn.update(secondary.ask(HandOver.NONE, turn.now()));
                turn.steadySince(turn.now());
            }
        } else if (turn.isPublisher()
                && !turn.held()
                && turn.now() - turn.timers().steadySince() >= failback) {
            turn.raise(
                    Alarm.AutoFailbackInitiated, "both servers are healthy and level: the publisher becomes Primary");
            turn.update(secondary.ask(HandOver.FAILBACK, turn.now()));
            turn.order(new RoleAction.PingNow());
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
            turn.holdUntil(turn.now() + RoleTimes.HOLD);
            turn.abort(taking, "the role file could not be written in time");
        }
    }

    private static void primary(Turn turn, Primary primary) {
        RoleReport peer = turn.heard();
        if (peer == null) {
            return;
        }
        boolean settles = peer.status() == ServerStatus.SPLIT_BRAIN_RECOVERY && peer.term() >= turn.term();
        if (peer.isPrimary() || settles) {
            turn.settle(primary, peer);
        } else if (peer.asks() != HandOver.NONE && peer.status() == ServerStatus.SECONDARY) {
            boolean byHand = peer.asks() == HandOver.BY_HAND;
            if (byHand || turn.bothLevel()) {
                String why = byHand
                        ? "an administrator makes the " + turn.peerName() + " Primary"
                        : "the " + turn.peerName() + " is healthy again and becomes Primary";
                turn.giveUp(primary, peer.asks(), why);
            }
        }
    }

    private static void handingOver(Turn turn, HandingOver handing) {
        RoleReport peer = turn.heard();
        if (peer == null) {
            turn.becomeSecondary(
                    handing.stepBack(turn.now()), "the " + turn.peerName() + " was lost while it took over");
        } else if (peer.isPrimary()) {
            turn.becomeSecondary(handing.stepBack(turn.now()), "the " + turn.peerName() + " is Primary");
        } else if (turn.now() - handing.since() >= RoleTimes.TAKE_BACK && !peer.claimsPrimary()) {
            if (handing.offers() == HandOver.FAILBACK) {
                turn.raise(Alarm.AutoFailbackFailed, "the " + turn.peerName() + " did not take over");
            }
            turn.takeOver(handing, Cause.TAKEN_BACK, false, "the " + turn.peerName() + " did not take over");
        } else if (!handing.released() && turn.now() - handing.since() >= RoleTimes.RELEASE) {
            turn.update(handing.release());
            turn.order(new RoleAction.PingNow());
        }
    }

    private static void settling(Turn turn, Settling settling) {
        RoleReport peer = turn.heard();
        if (peer == null) {
            turn.takeOver(settling, Cause.RESUMED, false, "the peer was lost during Split Brain Recovery");
        } else if (!peer.claimsPrimary()) {
            turn.takeOver(settling, Cause.SETTLED, false, "the " + turn.peerName() + " is not Primary any more");
        } else if (!turn.isPublisher()) {
            if (peer.isPrimary() && peer.term() > turn.term()) {
                turn.becomeSecondary(settling.stepBack(turn.now()), "the publisher is Primary again");
                turn.raise(Alarm.SbrSuccessful, "the publisher is Primary, this server Secondary");
            }
        } else if (peer.status() == ServerStatus.SPLIT_BRAIN_RECOVERY && !settling.peerToo()) {
            turn.update(settling.peerSettles(turn.now()));
        } else {
            publisherSettles(turn, settling);
        }
    }

    private static void publisherSettles(Turn turn, Settling settling) {
        boolean compared = settling.peerToo() && turn.now() - settling.togetherSince() >= RoleTimes.SETTLE_LEAST;
        if (compared && turn.bothLevel()) {
            turn.takeOver(
                    settling, Cause.SETTLED, false, "the publisher has Primary status after Split Brain Recovery");
        } else if (turn.now() - settling.since() >= RoleTimes.SETTLE_MOST) {
            turn.raise(Alarm.SbrFailed, "not everything was replicated within 10 s; replication goes on");
            turn.takeOver(settling, Cause.RESUMED, false, "the publisher has Primary status; replication goes on");
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
                turn.order(new RoleAction.PingNow());
            }
            case Leaving leaving
            when leaving.ticket() == ticket -> {
                turn.update(leaving.release());
                turn.order(new RoleAction.PingNow());
            }
            case Starting other -> {}
            case Secondary other -> {}
            case TakingOver other -> {}
            case Primary other -> {}
            case HandingOver other -> {}
            case Settling other -> {}
            case Leaving other -> {}
            case Left other -> {}
        }
    }

    private static void persistFailed(Turn turn, RoleEvent.PersistFailed failed) {
        turn.say("The role file cannot be written: " + failed.why());
        if (turn.stage() instanceof TakingOver taking && taking.claim().ticket() == failed.ticket()) {
            turn.holdUntil(turn.now() + RoleTimes.HOLD);
            turn.abort(taking, "the role file cannot be written");
        } else {
            // Giving up never waits for the file.
            persisted(turn, failed.ticket());
        }
    }

    private static void makePrimary(Turn turn, Member target) {
        RoleReport peer = turn.heard();
        boolean self = target == turn.self();
        if (peer == null) {
            turn.order(new RoleAction.Refuse("The " + turn.peerName() + " is not in contact"));
        } else if (self && turn.stage() instanceof Secondary secondary && peer.isPrimary()) {
            turn.update(secondary.ask(HandOver.BY_HAND, turn.now()));
            turn.order(new RoleAction.PingNow());
        } else if (!self && turn.stage() instanceof Primary primary && peer.status() == ServerStatus.SECONDARY) {
            turn.giveUp(primary, HandOver.BY_HAND, "an administrator makes the " + turn.peerName() + " Primary");
        } else {
            turn.order(new RoleAction.Refuse("Only a server with Secondary status can be made Primary"));
        }
    }

    private static void leave(Turn turn) {
        long now = turn.now();
        String why = "the " + turn.ownName() + " shuts down";
        switch (turn.stage()) {
            case Primary primary -> leavePrimary(turn, primary, turn.heard(), why);
            case Starting starting -> turn.enter(starting.leave(now), why);
            case Secondary secondary -> turn.enter(secondary.leave(now), why);
            case TakingOver taking -> turn.enter(taking.leave(now), why);
            case HandingOver handing -> turn.enter(handing.leave(now), why);
            case Settling settling -> turn.enter(settling.leave(now), why);
            case Leaving leaving -> {}
            case Left left -> {}
        }
    }

    private static void leavePrimary(Turn turn, Primary primary, @Nullable RoleReport peer, String why) {
        if (peer == null) {
            turn.persist(ServerStatus.SECONDARY, false);
            turn.enter(primary.leave(turn.now(), HandOver.NONE, 0), why);
        } else {
            turn.raise(Alarm.AutoFailoverInitiated, why);
            long ticket = turn.persist(ServerStatus.SECONDARY, true);
            turn.enter(primary.leave(turn.now(), HandOver.SHUT_DOWN, ticket), why);
        }
    }

    private static void leaving(Turn turn, Leaving leaving) {
        long waited = turn.now() - leaving.since();
        RoleReport peer = turn.heard();
        boolean offered = leaving.offers() != HandOver.NONE;
        boolean taken = peer == null || (offered && peer.isPrimary());
        boolean told = !offered && waited >= RoleTimes.LEAVE_WORD;
        if (taken || told || waited >= RoleTimes.LEAVE) {
            String who = offered && peer != null && peer.isPrimary() ? "; the " + turn.peerName() + " is Primary" : "";
            turn.enter(leaving.left(turn.now()), "the " + turn.ownName() + " is shut down" + who);
            turn.order(new RoleAction.Left());
        } else if (!leaving.released() && waited >= RoleTimes.RELEASE) {
            turn.update(leaving.release());
            turn.order(new RoleAction.PingNow());
        }
    }
}
