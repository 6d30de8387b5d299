package org.duovox.alert;

import org.duovox.cluster.Member;
import org.duovox.settings.SettingChanges;

/**
 * The parameters of the Alert Collector (guide, To Enable Access to Alert Logs for When the Publisher Server Is Not Functioning).
 *
 * @param primary collects in normal times: "publisher" or "subscriber"
 * @param failover collects while that one is away: the other one, or "", which means the same
 */
public record CollectorSettings(String primary, String failover) {

    /** To be kept. Throws IllegalArgumentException, with a sentence for the administrator, when it makes no sense. */
    public SettingChanges changes() {
        if (!isServer(primary) || !(failover.isEmpty() || isServer(failover))) {
            throw new IllegalArgumentException("A collector is the publisher or the subscriber.");
        }
        if (primary.equals(failover)) {
            throw new IllegalArgumentException("The failover collector must be the other server.");
        }
        return new SettingChanges()
                .set(AlertSettings.PRIMARY_COLLECTOR, primary)
                .set(AlertSettings.FAILOVER_COLLECTOR, failover);
    }

    private static boolean isServer(String word) {
        return Member.of(word).isPresent();
    }
}
