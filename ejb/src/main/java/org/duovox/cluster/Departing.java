package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.Stage.Leaving;
import org.duovox.cluster.Stage.Primary;

/** An orderly shutdown: the peer has what it needs before the process ends. */
final class Departing {

    void begin(Turn turn) {
        long now = turn.now();
        String why = "the " + turn.ownName() + " shuts down";
        switch (turn.stage()) {
            case Primary primary -> primary(turn, primary, why);
            case Stage.Starting starting -> turn.enter(starting.leave(now), why);
            case Stage.Secondary secondary -> turn.enter(secondary.leave(now), why);
            case Stage.ReplicatingData replicating -> turn.enter(replicating.leave(now), why);
            case Stage.Deactivated deactivated -> turn.enter(deactivated.leave(now), why);
            case Stage.Activating activating -> turn.enter(activating.leave(now), why);
            case Stage.TakingOver taking -> turn.enter(taking.leave(now), why);
            case Stage.HandingOver handing -> turn.enter(handing.leave(now), why);
            case Stage.Settling settling -> turn.enter(settling.leave(now), why);
            case Leaving leaving -> {}
            case Stage.Left left -> {}
        }
    }

    private static void primary(Turn turn, Primary primary, String why) {
        RoleReport peer = turn.heard();
        if (peer == null || peer.status() == ServerStatus.DEACTIVATED) {
            // The role file keeps saying Primary: nobody else will be.
            turn.enter(primary.leave(turn.now(), HandOver.NONE, 0), why);
        } else {
            turn.raise(Alarm.AutoFailoverInitiated, why);
            long ticket = turn.persist(ServerStatus.SECONDARY, true);
            turn.enter(primary.leave(turn.now(), HandOver.SHUT_DOWN, ticket), why);
        }
    }

    void review(Turn turn, Leaving leaving) {
        long waited = turn.now() - leaving.since();
        RoleReport peer = turn.heard();
        boolean offered = leaving.offers() != HandOver.NONE;
        boolean taken = peer == null || (offered && peer.isPrimary());
        boolean told = !offered && waited >= RoleTimes.LEAVE_WORD;
        if (taken || told || waited >= RoleTimes.LEAVE) {
            String who = offered && peer != null && peer.isPrimary() ? "; the " + turn.peerName() + " is Primary" : "";
            turn.enter(leaving.left(turn.now()), "the " + turn.ownName() + " is shut down" + who);
            turn.act(new RoleAction.Left());
        } else if (!leaving.released() && waited >= RoleTimes.RELEASE) {
            turn.update(leaving.release());
            turn.act(new RoleAction.PingNow());
        }
    }
}
