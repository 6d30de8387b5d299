package org.duovox.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.duovox.alarm.Alarm;
import org.duovox.cluster.Member;

/**
 * An alert as it stands.
 *
 * @param suspended the servers where it alone is suspended
 * @param cleared up to when it has been seen to
 * @param last its alarm's last occurrence, whether it became an alert or not
 * @param lastAlert the last one that became an alert
 */
public record AlertState(
        Alarm alarm,
        AlertProperties properties,
        Set<Member> suspended,
        Instant cleared,
        Optional<Occurrence> last,
        Optional<Occurrence> lastAlert) {

    public AlertState {
        suspended = Set.copyOf(suspended);
    }

    /** No alert was raised that nobody has seen to. */
    public boolean isInSafeRange() {
        return !properties.enabled()
                || lastAlert
                        .map(Occurrence::at)
                        .filter(at -> at.isAfter(cleared))
                        .isEmpty();
    }
}
