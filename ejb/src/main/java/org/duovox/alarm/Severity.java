package org.duovox.alarm;

/** How grave an alarm is. */
public enum Severity {
    INFORMATIONAL("Informational"),
    WARNING("Warning"),
    ERROR("Error");

    private final String title;

    Severity(String title) {
        this.title = title;
    }

    /** As pages and logs show it. */
    public String title() {
        return title;
    }
}
