package org.duovox.tool.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what happens, line by line; a line about something that takes long is renewed in place when a person looks on. */
public final class Terminal {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final PrintStream out;
    private final boolean renewsLines;
    private @Nullable String pending;

    public Terminal(PrintStream out, boolean renewsLines) {
        this.out = out;
        this.renewsLines = renewsLines;
    }

    /** Standard output; the script, which can tell, says by a property whether that is a terminal. */
    public static Terminal standard() {
        return new Terminal(System.out, Boolean.getBoolean("duovox.terminal"));
    }

    public synchronized void line(String text) {
        clearPending();
        out.println(text);
        out.flush();
    }

    /** A line that the next one replaces; without a terminal it is left out unless it is new. */
    public synchronized void progress(String text) {
        if (text.equals(pending)) {
            return;
        }
        if (renewsLines) {
            clearPending();
            out.print(text);
            out.flush();
            pending = text;
        }
    }

    /** Whether {@link #progress} is seen; if not, say important things with {@link #line}. */
    public boolean renewsLines() {
        return renewsLines;
    }

    private void clearPending() {
        if (pending != null) {
            out.print("\r" + " ".repeat(pending.length()) + "\r");
            pending = null;
        }
    }

    /** The time of day as a log would write it. */
    public static String now() {
        return LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.MILLIS)
                .format(TIME);
    }

    /** Seconds with two places, or milliseconds below one second. */
    public static String readable(Duration duration) {
        return duration.toMillis() < 1000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
