package org.duovox.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.duovox.alarm.Alarm;
import org.duovox.cluster.Stage.Primary;
import org.jspecify.annotations.Nullable;

/** This server's own critical services, and what a Primary does when they fail (guide, table 3-4). */
final class Watching {

    void seen(Turn turn, Health health) {
        Fitness before = turn.fitness();
        Set<String> told = new HashSet<>(before.told());
        for (String service : new TreeSet<>(health.failed())) {
            tell(turn, health, told, service);
        }
        for (String service : new TreeSet<>(health.stopped())) {
            tell(turn, health, told, service);
        }
        boolean worse = health.condition().isWorseThan(before.condition());
        boolean better = before.condition().isWorseThan(health.condition());
        boolean wasBetter = before.condition().isWorseThan(before.seen().condition());
        turn.fitness(new Fitness(
                health,
                worse ? health.condition() : before.condition(),
                better && wasBetter ? before.betterSince() : turn.now(),
                told,
                before.complained() && !worse));
        if (!before.seen().equals(health)) {
            turn.step("Critical services of the " + turn.ownName() + ": " + health.sentence());
        }
        if (worse) {
            turn.act(new RoleAction.PingNow());
        }
    }

    private static void tell(Turn turn, Health health, Set<String> told, String service) {
        if (told.add(service)) {
            turn.raise(Alarm.CriticalServiceDown, health.said(service));
        }
    }

    /** What has run long enough counts as well again. */
    void noticeRecovery(Turn turn) {
        Fitness fitness = turn.fitness();
        Health seen = fitness.seen();
        boolean better = fitness.condition().isWorseThan(seen.condition());
        if (better && turn.now() - fitness.betterSince() >= RoleTimes.RECOVERED) {
            Set<String> told = new HashSet<>(seen.failed());
            told.addAll(seen.stopped());
            turn.fitness(new Fitness(seen, seen.condition(), turn.now(), told, false));
        }
    }

    /**
     * Hands over when that helps. A stopped service moves only the publisher's Primary status, a failure any server's; with
     * nobody to hand over to the server stays Primary, unlike the guide (architecture.md, Roles).
     */
    void handOver(Turn turn, Primary primary) {
        boolean due =
                turn.condition() == Condition.FAILED || (turn.condition() == Condition.STOPPED && turn.isPublisher());
        boolean kept = turn.now() - turn.timers().keepUntil < 0;
        if (!due || kept || !turn.settings().changesAutomatically()) {
            return;
        }
        String what = turn.fitness().seen().condition() == Condition.WELL
                ? "a critical service did not run"
                : turn.fitness().seen().sentence();
        RoleReport peer = turn.heard();
        if (peer != null
                && peer.canTakeOver()
                && !peer.leaving()
                && turn.condition().isWorseThan(peer.condition())) {
            turn.giveUp(primary, HandOver.FAILURE, what);
        } else if (!turn.fitness().complained()) {
            turn.fitness(turn.fitness().complain());
            turn.raise(
                    Alarm.AutoFailoverFailed,
                    what + ", and the " + obstacle(turn, peer) + "; this server stays Primary");
        }
    }

    private static String obstacle(Turn turn, @Nullable RoleReport peer) {
        if (peer == null) {
            return turn.peerName() + " is not in contact";
        }
        return turn.peerName()
                + (peer.canTakeOver()
                        ? " is no better"
                        : " has the status " + peer.status().title());
    }
}
