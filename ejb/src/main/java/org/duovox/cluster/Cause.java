package org.duovox.cluster;

import java.util.Optional;
import org.duovox.alarm.Alarm;
import org.jspecify.annotations.Nullable;

/** Why a server takes Primary status, with the alarms that tell of it. */
enum Cause {
    FAILOVER(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded, Alarm.AutoFailoverFailed),
    SHUT_DOWN(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded, Alarm.AutoFailoverFailed),
    VACANCY(Alarm.AutoFailoverInitiated, Alarm.AutoFailoverSucceeded, Alarm.AutoFailoverFailed),
    /** Its initiation is told when the publisher asks. */
    FAILBACK(null, Alarm.AutoFailbackSucceeded, Alarm.AutoFailbackFailed),
    BY_HAND(null, null, null),
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
