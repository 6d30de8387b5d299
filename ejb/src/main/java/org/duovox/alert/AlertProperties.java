package org.duovox.alert;

import java.time.Duration;
import org.duovox.alarm.Severity;
import org.duovox.settings.DailyTime;

/**
 * What is set of an alert (the field's Set Alert/Properties).
 *
 * @param enabled whether an alert comes of that alarm at all
 * @param severity that mails and programs are told
 * @param threshold it is raised only when its alarm was raised so often in that time; once is at once
 * @param frequency it is raised at most so often in that time; 0 times stands for each time
 * @param schedule it is raised only at that time of day, by the clock and zone of the server that raised the alarm
 * @param mailed whether it is sent by mail
 * @param action whom the mail goes to: the name of an {@link AlertAction}
 */
public record AlertProperties(
        boolean enabled,
        Severity severity,
        Rate threshold,
        Rate frequency,
        DailyTime schedule,
        boolean mailed,
        String action) {

    /** The same without threshold and frequency, for whoever does not know the past. */
    public AlertProperties atOnce() {
        Rate once = new Rate(1, threshold.within());
        Rate eachTime = new Rate(0, frequency.within());
        return new AlertProperties(enabled, severity, once, eachTime, schedule, mailed, action);
    }

    /** What happened longer ago is without effect. */
    public Duration longestWindow() {
        return threshold.within().compareTo(frequency.within()) > 0 ? threshold.within() : frequency.within();
    }
}
