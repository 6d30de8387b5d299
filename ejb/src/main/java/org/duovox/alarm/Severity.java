package org.duovox.alarm;

import java.lang.System.Logger.Level;

/** How grave an alarm or an alert is. */
public enum Severity {
    INFORMATIONAL("Informational"),
    WARNING("Warning"),
    ERROR("Error"),
    CRITICAL("Critical");

    private final String title;

    Severity(String title) {
        this.title = title;
    }

    /** In the log. */
    public Level logLevel() {
        return switch (this) {
            case INFORMATIONAL -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR, CRITICAL -> Level.ERROR;
        };
    }

    /** As pages and logs show it. */
    public String title() {
        return title;
    }
}
