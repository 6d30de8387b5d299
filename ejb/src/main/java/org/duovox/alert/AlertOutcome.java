package org.duovox.alert;

/** What became of an alarm as an alert. The names are in the database: never rename, only add. */
public enum AlertOutcome {
    /** By a release that did not say. */
    UNKNOWN("-", false),
    RAISED("alert", true),
    DISABLED("no alert: not enabled", false),
    SUSPENDED("no alert: suspended", false),
    OUTSIDE_SCHEDULE("no alert: outside its schedule", false),
    BELOW_THRESHOLD("no alert: below its threshold", true),
    TOO_FREQUENT("no alert: beyond its frequency", true);

    private final String title;
    private final boolean counts;

    AlertOutcome(String title, boolean counts) {
        this.title = title;
        this.counts = counts;
    }

    /** As pages show it. */
    public String title() {
        return title;
    }

    /** Towards the threshold. */
    boolean counts() {
        return counts;
    }
}
