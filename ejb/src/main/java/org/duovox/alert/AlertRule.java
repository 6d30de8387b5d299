package org.duovox.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

/** Whether an alarm that has just been raised becomes an alert. */
public final class AlertRule {

    private AlertRule() {}

    /** Whether the answer depends on what was raised before. */
    public static boolean asksForThePast(AlertProperties properties) {
        return properties.threshold().times() > 1 || properties.frequency().times() > 0;
    }

    /**
     * Decides.
     *
     * @param suspended an administrator wants no alerts for the time being
     * @param earlier the occurrences of the same alarm on both servers, without the one that is decided
     * @param now when it was raised
     * @param timeOfDay the same on the clock on the wall
     */
    public static AlertOutcome decide(
            AlertProperties properties, boolean suspended, List<Occurrence> earlier, Instant now, LocalTime timeOfDay) {
        if (!properties.enabled()) {
            return AlertOutcome.DISABLED;
        }
        if (suspended) {
            return AlertOutcome.SUSPENDED;
        }
        if (!properties.schedule().covers(timeOfDay)) {
            return AlertOutcome.OUTSIDE_SCHEDULE;
        }
        // What nobody was to be told of does not bring an alert nearer.
        long times = properties
                .threshold()
                .count(earlier.stream().filter(past -> past.alert().counts()).map(Occurrence::at), now);
        if (times + 1 < properties.threshold().times()) {
            return AlertOutcome.BELOW_THRESHOLD;
        }
        long alerts = properties
                .frequency()
                .count(
                        earlier.stream()
                                .filter(past -> past.alert() == AlertOutcome.RAISED)
                                .map(Occurrence::at),
                        now);
        boolean enough = properties.frequency().times() > 0
                && alerts >= properties.frequency().times();
        return enough ? AlertOutcome.TOO_FREQUENT : AlertOutcome.RAISED;
    }
}
