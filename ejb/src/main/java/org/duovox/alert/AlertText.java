package org.duovox.alert;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.duovox.alarm.Alarm;

/** What a mail says of an alarm. */
public final class AlertText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss zzz", Locale.UK);

    private AlertText() {}

    public static String subject(Occurrence occurrence) {
        return "Duovox: %s on the %s (%s)"
                .formatted(
                        occurrence.name(),
                        occurrence.server().word(),
                        occurrence.severity().title());
    }

    public static String body(Occurrence occurrence) {
        return """
                %s, raised by the %s on %s.

                %s

                What it means: %s
                What to do: %s
                """.formatted(
                        occurrence.name(),
                        occurrence.server().word(),
                        TIME.format(occurrence.at().atZone(ZoneId.systemDefault())),
                        occurrence.why(),
                        occurrence.alarm().map(Alarm::explanation).orElse("-"),
                        occurrence.alarm().map(Alarm::recommendedAction).orElse("-"));
    }
}
