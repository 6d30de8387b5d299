package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.RoleState.Network.Progress;
import org.duovox.cluster.RoleState.Peer;
import org.duovox.cluster.Stage.Secondary;
import org.duovox.cluster.Stage.Starting;
import org.duovox.cluster.Stage.TakingOver;

/** Hearing and missing the peer, our own pauses, and asking the network. */
final class Listening {

    /** A pause of this process is not the peer's silence; after a long one the peer may have taken over. */
    void noticeGap(Turn turn) {
        long gap = turn.now() - turn.timers().decidedAt;
        if (gap <= RoleTimes.UNHEARD_GAP) {
            return;
        }
        Peer peer = turn.peer();
        turn.peer(
                new Peer(peer.report(), peer.inContact(), peer.contactSince(), peer.heardAt() + gap, peer.failures()));
        turn.timers().vacantSince = turn.now();
        turn.networkAfterGap(gap);
        if (gap <= RoleTimes.REPLACED_GAP) {
            return;
        }
        turn.suspend(true);
        turn.say("This process stood still for " + gap / 1_000_000
                + " ms; notifications rest until the peer is heard or 2 s have passed");
        if (turn.stage() instanceof TakingOver taking) {
            turn.abort(taking, "this process stood still while it took over");
        }
    }

    void heard(Turn turn, RoleReport report, boolean proven) {
        Peer peer = turn.peer();
        RoleReport last = peer.report();
        boolean sameProcess = last != null && last.startId() == report.startId();
        boolean overtaken = last != null && sameProcess && report.serial() < last.serial();
        RoleReport newest = last != null && overtaken ? last : report;
        if (!proven) {
            // One direction only: news from a peer in contact, but no sign that it hears us.
            if (peer.inContact()) {
                turn.peer(new Peer(newest, true, peer.contactSince(), peer.heardAt(), peer.failures()));
            }
            return;
        }
        long since = peer.inContact() && sameProcess ? peer.contactSince() : turn.now();
        turn.peer(new Peer(newest, true, since, turn.now(), 0));
        turn.network(Progress.UNKNOWN, 0, false);
        resume(turn, "the peer is heard");
        if (!peer.inContact()) {
            String why = "the " + turn.peerName() + " is in contact";
            if (last != null) {
                turn.raise(Alarm.RegainedPeerCommunication, why);
            }
            turn.announceContact(true, why);
        } else if (!sameProcess) {
            turn.timers().vacantSince = turn.now();
            turn.say("The " + turn.peerName() + " was restarted");
        }
    }

    void failed(Turn turn, PingFailure how) {
        Peer peer = turn.peer();
        if (how == PingFailure.TIMEOUT || !peer.inContact()) {
            return;
        }
        int failures = peer.failures() + 1;
        turn.peer(new Peer(peer.report(), true, peer.contactSince(), peer.heardAt(), failures));
        // Who takes a connection and closes it is alive, and perhaps about to say that this server is not in its list.
        if (failures >= RoleTimes.FAILURES && how == PingFailure.REFUSED) {
            lose(turn, "the " + turn.peerName() + " refuses connections");
        }
    }

    /** What the network check said before is void: it may have been asked while the peer cut us off, and it knows better by now. */
    void refused(Turn turn) {
        turn.network(Progress.BAD, 0, turn.network().complained());
    }

    void noticeSilence(Turn turn) {
        if (turn.peer().inContact() && turn.now() - turn.peer().heardAt() >= RoleTimes.SILENCE) {
            lose(turn, "the " + turn.peerName() + " was silent for 2 s");
        }
        if (turn.timers().suspended && turn.now() - turn.timers().suspendedSince >= RoleTimes.REPLACED_GAP) {
            resume(turn, "2 s have passed without the peer");
        }
    }

    private static void lose(Turn turn, String how) {
        Peer peer = turn.peer();
        RoleReport last = peer.report();
        boolean inOrder = last != null && last.leaving();
        String why = inOrder ? "the " + turn.peerName() + " was shut down" : how;
        turn.peer(new Peer(peer.report(), false, turn.now(), peer.heardAt(), peer.failures()));
        if (!inOrder) {
            turn.raise(Alarm.NoConnectionToPeer, why);
        }
        turn.announceContact(false, why);
        if (turn.stage() instanceof Stage.Deactivated) {
            turn.raise(Alarm.AutoFailoverFailed, why + ", and this server is deactivated: nobody answers calls");
        }
    }

    private static void resume(Turn turn, String why) {
        if (turn.timers().suspended) {
            turn.suspend(false);
            turn.say("Notifications go on: " + why);
        }
    }

    // The network.

    void networkAnswered(Turn turn, RoleEvent.NetworkChecked checked) {
        if (turn.network().progress() != Progress.RUNNING || turn.network().ticket() != checked.ticket()) {
            return;
        }
        boolean good = checked.answer().allowsTakeover();
        boolean complain = !good && !turn.network().complained() && !turn.peer().inContact();
        turn.network(
                good ? Progress.GOOD : Progress.BAD,
                checked.ticket(),
                turn.network().complained() || complain);
        if (complain) {
            turn.raise(
                    Alarm.AutoFailoverFailed,
                    "the network cannot be confirmed: " + checked.answer().what());
        }
    }

    void askNetwork(Turn turn) {
        Progress progress = turn.network().progress();
        if (!needsNetwork(turn)) {
            if (progress != Progress.UNKNOWN) {
                turn.network(Progress.UNKNOWN, 0, turn.network().complained());
            }
            return;
        }
        long age = turn.now() - turn.network().at();
        boolean complained = turn.network().complained();
        boolean ask = switch (progress) {
            case UNKNOWN -> true;
            case RUNNING -> false;
            case GOOD -> age >= RoleTimes.NETWORK_FRESH;
            case BAD -> age >= RoleTimes.NETWORK_RETRY;
        };
        if (ask) {
            long ticket = turn.nextTicket();
            turn.network(Progress.RUNNING, ticket, complained);
            turn.act(new RoleAction.CheckNetwork(ticket));
        } else if (progress == Progress.RUNNING && age >= RoleTimes.NETWORK_ANSWER) {
            turn.network(Progress.BAD, 0, complained);
        }
    }

    private boolean needsNetwork(Turn turn) {
        boolean mayTakeOver = switch (turn.stage()) {
            case Secondary secondary -> turn.settings().changesAutomatically();
            case Starting starting -> true;
            case Stage.ReplicatingData replicating -> turn.settings().changesAutomatically();
            case Stage.Activating activating -> true;
            case Stage.TakingOver taking -> false;
            case Stage.Primary primary -> false;
            case Stage.HandingOver handing -> false;
            case Stage.Settling settling -> false;
            case Stage.Deactivated deactivated -> false;
            case Stage.Leaving leaving -> false;
            case Stage.Left left -> false;
        };
        if (!mayTakeOver) {
            return false;
        }
        if (turn.stage() instanceof Starting starting && !turn.hasMetPeer()) {
            long grace = turn.settings().startGrace().toNanos();
            return turn.now() - starting.since() >= grace - RoleTimes.NETWORK_BEFORE_GRACE;
        }
        boolean quiet = turn.now() - turn.peer().heardAt() >= RoleTimes.ASK_NETWORK_AFTER;
        return !turn.peer().inContact() || quiet || turn.peer().failures() > 0;
    }
}
