package org.duovox.alert;

import java.time.Instant;
import java.util.Optional;
import org.duovox.alarm.Alarm;

/**
 * An alert as it stands.
 *
 * @param mailed whether its mails are wanted
 * @param cleared up to when it has been seen to
 * @param last its alarm's last occurrence
 */
public record AlertState(Alarm alarm, boolean enabled, boolean mailed, Instant cleared, Optional<Occurrence> last) {

    /** Nothing was raised that nobody has seen to. */
    public boolean isInSafeRange() {
        return !enabled
                || last.map(Occurrence::at).filter(at -> at.isAfter(cleared)).isEmpty();
    }
}
