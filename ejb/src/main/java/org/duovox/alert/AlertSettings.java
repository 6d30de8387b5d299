package org.duovox.alert;

import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.Severity;
import org.duovox.cluster.Member;
import org.duovox.settings.Setting;

/** What is set of alerts, for both servers alike. */
public final class AlertSettings {

    private static final int LONGEST_LIST = 2_000;
    private static final int LONGEST_NAME = 255;

    /** An alert whose threshold or frequency is set without a time is meant for an hour. */
    private static final int STANDARD_MINUTES = 60;

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

    /** The servers whose alarms become no alerts for the time being. */
    public static final Setting<Set<Member>> ALL_SUSPENDED = servers("alert.suspended");

    private AlertSettings() {}

    /** Whether an alert comes of that alarm at all. */
    public static Setting<Boolean> enabled(Alarm alarm) {
        return Setting.flag(id(alarm, "enabled"), alarm.alerts());
    }

    /** Whether an alert of that alarm is mailed: at first, if the field preconfigures it (product-facts.md, 3.2). */
    public static Setting<Boolean> mailed(Alarm alarm) {
        return Setting.flag(id(alarm, "mailed"), alarm.alerts());
    }

    public static Setting<Severity> severity(Alarm alarm) {
        return new Setting<>(id(alarm, "severity"), alarm.alertSeverity(), AlertSettings::severity, Severity::name);
    }

    /** So many occurrences within {@link #thresholdMinutes} are an alert. */
    public static Setting<Integer> threshold(Alarm alarm) {
        return Setting.number(id(alarm, "threshold"), 1, 1, Rate.MOST_TIMES);
    }

    public static Setting<Integer> thresholdMinutes(Alarm alarm) {
        return Setting.number(id(alarm, "within"), STANDARD_MINUTES, 1, Rate.LONGEST_MINUTES);
    }

    /** So many alerts within {@link #frequencyMinutes} are the most; 0: no limit. */
    public static Setting<Integer> frequency(Alarm alarm) {
        return Setting.number(id(alarm, "frequency"), 0, 0, Rate.MOST_TIMES);
    }

    public static Setting<Integer> frequencyMinutes(Alarm alarm) {
        return Setting.number(id(alarm, "per"), STANDARD_MINUTES, 1, Rate.LONGEST_MINUTES);
    }

    /** The time of day from which it is raised; the same as {@link #to}: all day. */
    public static Setting<LocalTime> from(Alarm alarm) {
        return Setting.timeOfDay(id(alarm, "from"));
    }

    public static Setting<LocalTime> to(Alarm alarm) {
        return Setting.timeOfDay(id(alarm, "to"));
    }

    /** The name of an alert action. */
    public static Setting<String> action(Alarm alarm) {
        return Setting.text(id(alarm, "action"), AlertAction.DEFAULT, LONGEST_NAME);
    }

    /** The servers where that alert is not raised for the time being. */
    public static Setting<Set<Member>> suspended(Alarm alarm) {
        return servers(id(alarm, "suspended"));
    }

    /** Up to when its alerts have been seen to, in seconds since 1970. */
    public static Setting<Integer> cleared(Alarm alarm) {
        return Setting.number(id(alarm, "cleared"), 0, 0, Integer.MAX_VALUE);
    }

    /** From 1 to {@link AlertAction#MOST}. */
    public static Setting<String> actionName(int number) {
        return Setting.text("alert.action." + number + ".name", "", LONGEST_NAME);
    }

    public static Setting<String> actionRecipients(int number) {
        return Setting.text("alert.action." + number + ".recipients", "", LONGEST_LIST);
    }

    /** Their numbers. */
    public static List<Integer> actions() {
        return IntStream.rangeClosed(1, AlertAction.MOST).boxed().toList();
    }

    private static String id(Alarm alarm, String what) {
        return "alert." + alarm.name().toLowerCase(Locale.ROOT) + "." + what;
    }

    private static Severity severity(String text) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(text.strip())) {
                return severity;
            }
        }
        throw new IllegalArgumentException("Say one of "
                + Stream.of(Severity.values()).map(Severity::title).collect(Collectors.joining(", ")) + ".");
    }

    private static Setting<Set<Member>> servers(String id) {
        Function<Set<Member>, String> writer =
                servers -> servers.stream().sorted().map(Member::word).collect(Collectors.joining(","));
        return new Setting<>(id, Set.of(), AlertSettings::members, writer);
    }

    private static Set<Member> members(String text) {
        Set<Member> servers = EnumSet.noneOf(Member.class);
        for (String word : text.split(",", -1)) {
            servers.add(Member.of(word.strip())
                    .orElseThrow(() -> new IllegalArgumentException("A server is the publisher or the subscriber.")));
        }
        return Collections.unmodifiableSet(servers);
    }
}
