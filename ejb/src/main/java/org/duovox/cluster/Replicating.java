package org.duovox.cluster;

import org.duovox.alarm.Alarm;
import org.duovox.cluster.Stage.ReplicatingData;
import org.duovox.cluster.Stage.Secondary;

/** Replication's backlog: its alarms, the status Replicating Data, and the deactivation of a Secondary. */
final class Replicating {

    void progressed(Turn turn, RoleEvent.Replication progress) {
        turn.level(progress.caughtUp());
        measure(turn, progress.entries(), progress.lagMillis());
    }

    /** The thresholds may have changed. */
    void settingsChanged(Turn turn) {
        measure(turn, turn.backlog().entries(), turn.backlog().lagMillis());
    }

    private static void measure(Turn turn, long entries, long lagMillis) {
        BacklogLimits limits = turn.settings().backlog();
        BacklogLevel level = limits.levelOf(entries, lagMillis);
        BacklogLevel told = turn.backlog().told();
        String waiting = entries + " entries wait for the " + turn.peerName() + ", the oldest for " + lagMillis + " ms";
        if (level.compareTo(told) > 0) {
            turn.raise(level == BacklogLevel.BEYOND ? Alarm.ReplicationStopped : Alarm.ReplicationDelay, waiting);
            told = level;
        } else if (told != BacklogLevel.NORMAL && limits.isCaughtUp(entries, lagMillis)) {
            turn.raise(Alarm.ReplicationStarted, waiting);
            told = BacklogLevel.NORMAL;
        }
        turn.backlog(new Backlog(entries, lagMillis, level, told));
    }

    /** Beside a Primary, and one of the two has sent less than it may. */
    static boolean isBacklogged(Turn turn) {
        RoleReport peer = turn.heard();
        return peer != null
                && peer.isPrimary()
                && (turn.backlog().level() == BacklogLevel.BEYOND || peer.backlog() == BacklogLevel.BEYOND);
    }

    private static boolean isWorkedOff(Turn turn, RoleReport peer) {
        return turn.bothLevel()
                && turn.backlog().level() == BacklogLevel.NORMAL
                && peer.backlog() == BacklogLevel.NORMAL;
    }

    void begin(Turn turn, ReplicatingData next, String why) {
        turn.raise(Alarm.ReplicationDelay, why);
        turn.enter(next, why);
    }

    /** A Secondary beside a Primary. */
    void secondary(Turn turn, Secondary secondary) {
        if (secondary.asks() == HandOver.NONE && isBacklogged(turn)) {
            begin(turn, secondary.replicate(turn.now()), "replication has a backlog beyond its limit");
        }
    }

    void review(Turn turn, ReplicatingData replicating) {
        RoleReport peer = turn.heard();
        if (peer == null || !peer.isPrimary()) {
            String why = "the " + turn.peerName() + (peer == null ? " is lost" : " is not Primary any more");
            turn.raise(Alarm.ReplicationStopped, why + ", and not everything is replicated yet");
            turn.becomeSecondary(replicating.stepBack(turn.now()), why);
        } else if (isWorkedOff(turn, peer)) {
            turn.raise(Alarm.ReplicationStarted, "the backlog is worked off");
            turn.becomeSecondary(replicating.stepBack(turn.now()), "the backlog is worked off");
        } else if (mayDeactivate(turn, peer)) {
            String why = "replication was backlogged for "
                    + turn.settings().backlog().lasting().toSeconds() + " s";
            turn.raise(Alarm.ServerDeactivated, why);
            long ticket = turn.persist(ServerStatus.DEACTIVATED, false);
            turn.enter(replicating.deactivate(turn.now(), ticket), why);
        }
    }

    /** Only beside a Primary that is well: somebody must answer. */
    private static boolean mayDeactivate(Turn turn, RoleReport peer) {
        return turn.settings().deactivatesWhenBacklogged()
                && peer.condition() == Condition.WELL
                && turn.now() - turn.timers().backloggedSince
                        >= turn.settings().backlog().lasting().toNanos();
    }
}
