package org.duovox.alert;

import java.time.Instant;
import java.util.Optional;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.Severity;
import org.duovox.cluster.Member;

/**
 * An alarm that was raised.
 *
 * @param name of the alarm; one that a newer release raised may be unknown here
 * @param severity of the alert, as it was set then
 * @param alert what became of it as an alert
 * @param claimedBy the process that claimed its mail last; empty if none
 * @param claimedAt when it did
 */
public record Occurrence(
        String id,
        long number,
        String name,
        Member server,
        Instant at,
        String why,
        Severity severity,
        AlertOutcome alert,
        MailState mail,
        String claimedBy,
        Instant claimedAt) {

    /** So many of each server are kept; the next takes the place of the oldest. */
    public static final int KEPT = 2_000;

    /** The place of a server's alarm with that number. */
    public static String place(Member server, long number) {
        return "%s-%04d".formatted(server.word(), Math.floorMod(number, (long) KEPT));
    }

    public Optional<Alarm> alarm() {
        return Alarm.of(name);
    }

    /** The same for this occurrence everywhere, and no other's. */
    public String alertId() {
        return "%s.%d.%d@alerts.duovox".formatted(server.word(), number, at.toEpochMilli());
    }

    /** The same for every mail about this occurrence, whoever sends it: mail programs show it once. */
    public String messageId() {
        return "<" + alertId() + ">";
    }
}
