package org.duovox.alert;

import java.util.Locale;
import org.duovox.alarm.Alarm;
import org.duovox.settings.Setting;

/** What is set of alerts, for both servers alike. */
public final class AlertSettings {

    private static final int LONGEST_LIST = 2_000;
    private static final int LONGEST_NAME = 255;

    /** Where mail goes; without it none is sent. */
    public static final Setting<String> MAIL_HOST = Setting.text("alert.mail.host", "", LONGEST_NAME);

    public static final Setting<Integer> MAIL_PORT = Setting.number("alert.mail.port", 25, 1, 65_535);
    public static final Setting<String> MAIL_SENDER = Setting.text("alert.mail.sender", "", LONGEST_NAME);

    /** Addresses with commas between them. */
    public static final Setting<String> MAIL_RECIPIENTS = Setting.text("alert.mail.recipients", "", LONGEST_LIST);

    /**
     * Which server collects, that is, sends the mails, in normal times: "publisher" or "subscriber". The other one does while
     * that one is away, set up or not.
     */
    public static final Setting<String> PRIMARY_COLLECTOR =
            Setting.text("collector.primary", "publisher", LONGEST_NAME);

    /**
     * Which server collects while the primary collector is away: "", "publisher" or "subscriber". The original wants it to be set
     * before anything is collected then; here the other server does so in any case.
     */
    public static final Setting<String> FAILOVER_COLLECTOR = Setting.text("collector.failover", "", LONGEST_NAME);

    private AlertSettings() {}

    /** Whether an alert comes of that alarm at all. */
    public static Setting<Boolean> enabled(Alarm alarm) {
        return Setting.flag(id(alarm, "enabled"), alarm.alerts());
    }

    /** Whether an alert of that alarm is mailed. */
    public static Setting<Boolean> mailed(Alarm alarm) {
        return Setting.flag(id(alarm, "mailed"), alarm.alerts());
    }

    /** Up to when its alerts have been seen to, in seconds since 1970. */
    public static Setting<Integer> cleared(Alarm alarm) {
        return Setting.number(id(alarm, "cleared"), 0, 0, Integer.MAX_VALUE);
    }

    private static String id(Alarm alarm, String what) {
        return "alert." + alarm.name().toLowerCase(Locale.ROOT) + "." + what;
    }
}
