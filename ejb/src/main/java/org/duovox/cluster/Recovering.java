package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.Stage.Settling;

/** Split Brain Recovery: both were Primary, and the publisher will be (guide, Effects of a Split-Brain Condition). */
final class Recovering {

    void review(Turn turn, Settling settling) {
        RoleReport peer = turn.heard();
        if (peer == null) {
            turn.takeOver(settling, Cause.RESUMED, false, "the peer was lost during Split Brain Recovery");
        } else if (!peer.claimsPrimary()) {
            turn.takeOver(settling, Cause.SETTLED, false, "the " + turn.peerName() + " is not Primary any more");
        } else if (!turn.isPublisher()) {
            if (peer.isPrimary() && peer.term() > turn.term()) {
                String why = "the publisher is Primary, this server Secondary";
                turn.raise(turn.bothLevel() ? Alarm.SbrSuccessful : Alarm.SbrFailed, why);
                turn.becomeSecondary(settling.stepBack(turn.now()), "the publisher is Primary again");
            }
        } else if (peer.status() == ServerStatus.SPLIT_BRAIN_RECOVERY && !settling.peerToo()) {
            turn.update(settling.peerSettles(turn.now()));
        } else {
            publisher(turn, settling);
        }
    }

    private static void publisher(Turn turn, Settling settling) {
        boolean compared = settling.peerToo() && turn.now() - settling.togetherSince() >= RoleTimes.SETTLE_LEAST;
        if (compared && turn.bothLevel()) {
            turn.takeOver(
                    settling, Cause.SETTLED, false, "the publisher has Primary status after Split Brain Recovery");
        } else if (turn.now() - settling.since() >= RoleTimes.SETTLE_MOST) {
            turn.raise(Alarm.SbrFailed, "not everything was replicated within 10 s; replication goes on");
            turn.takeOver(settling, Cause.RESUMED, false, "the publisher has Primary status; replication goes on");
        }
    }
}
