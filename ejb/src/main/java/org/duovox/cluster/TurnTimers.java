package org.duovox.cluster;

import org.duovox.cluster.RoleState.Timers;

/** The working copy of {@link Timers}. */
final class TurnTimers {

    final long decidedAt;
    long vacantSince;
    long steadySince;
    long backloggedSince;
    long holdUntil;
    long keepUntil;
    boolean suspended;
    long suspendedSince;

    TurnTimers(Timers before) {
        this.decidedAt = before.decidedAt();
        this.vacantSince = before.vacantSince();
        this.steadySince = before.steadySince();
        this.backloggedSince = before.backloggedSince();
        this.holdUntil = before.holdUntil();
        this.keepUntil = before.keepUntil();
        this.suspended = before.suspended();
        this.suspendedSince = before.suspendedSince();
    }

    Timers at(long now) {
        return new Timers(
                now, vacantSince, steadySince, backloggedSince, holdUntil, keepUntil, suspended, suspendedSince);
    }
}
