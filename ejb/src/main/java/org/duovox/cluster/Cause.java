package org.duovox.cluster;

import java.util.Optional;
import org.duovox.alarm.Alarm;
import org.jspecify.annotations.Nullable;

/** Why a server takes Primary status, with the alarms that tell of it. */
enum Cause {
    FAILOVER(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded, Alarm.AutoFailoverFailed),
    SHUT_DOWN(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded, Alarm.AutoFailoverFailed),
    VACANCY(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded, Alarm.AutoFailoverFailed),
    FAILBACK(Alarm.AutoFailbackInitiated, Alarm.AutoFailbackSucceeded, Alarm.AutoFailbackFailed),
    /** What fails of these is told where the order's outcome is. */
    FAILOVER_BY_HAND(Alarm.ManualFailoverInitiated, Alarm.ManualFailoverSucceeded, null),
    FAILBACK_BY_HAND(Alarm.ManualFailbackInitiated, Alarm.ManualFailbackSucceeded, null),
    /** Active in any case, as Primary or as Secondary. */
    ACTIVATED(null, Alarm.ServerActivated, Alarm.ServerActivated),
    START(null, null, null),
    TAKEN_BACK(null, null, null),
    SETTLED(null, Alarm.SbrSuccessful, Alarm.SbrFailed),
    /** Contact was lost during Split Brain Recovery: the previous status resumes. */
    RESUMED(null, null, null);

    private final Optional<Alarm> initiated;
    private final Optional<Alarm> succeeded;
    private final Optional<Alarm> failed;

    Cause(@Nullable Alarm initiated, @Nullable Alarm succeeded, @Nullable Alarm failed) {
        this.initiated = Optional.ofNullable(initiated);
        this.succeeded = Optional.ofNullable(succeeded);
        this.failed = Optional.ofNullable(failed);
    }

    /** An administrator's order for this server. */
    static Cause byHand(Member self) {
        return self == Member.PUBLISHER ? FAILBACK_BY_HAND : FAILOVER_BY_HAND;
    }

    Optional<Alarm> initiated() {
        return initiated;
    }

    Optional<Alarm> succeeded() {
        return succeeded;
    }

    Optional<Alarm> failed() {
        return failed;
    }
}
