package org.duovox.alarm;

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

    /** As pages and logs show it. */
    public String title() {
        return title;
    }
}
