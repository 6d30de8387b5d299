package org.duovox.service;

/** How a service is. */
public enum ServiceState {
    STARTED("Started"),
    /** By an administrator, or because the server's status has no need of it. */
    STOPPED("Stopped"),
    FAILED("Failed");

    private final String title;

    ServiceState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
