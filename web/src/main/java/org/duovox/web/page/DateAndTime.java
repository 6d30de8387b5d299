package org.duovox.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as the administrators' pages show it, on the server's clock. */
public final class DateAndTime {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.UK);

    private DateAndTime() {}

    public static String text(Instant at) {
        return FORMAT.format(at.atZone(ZoneId.systemDefault()));
    }
}
