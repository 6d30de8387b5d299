package org.duovox.service;

/** The groups of the page Service Management, in its order. */
public enum ServiceGroup {
    /** Shown only: nobody stops them by a page. */
    STATUS_ONLY("Status Only Services"),
    /** Stopping one may drop calls, and moves the Primary status from the publisher. */
    CRITICAL("Critical Services"),
    BASE("Base Services"),
    /** Can be deactivated, too; that lasts over a restart. */
    OPTIONAL("Optional Services");

    private final String title;

    ServiceGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
