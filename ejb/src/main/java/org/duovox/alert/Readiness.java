package org.duovox.alert;

import org.duovox.cluster.ServerStatus;

/** Whether a server can send the mails, from the worst to the best. */
public enum Readiness {
    /** It would only claim what it cannot send, or send what was sent while it was down. */
    UNABLE(0),
    /** If the other one is no better. */
    RELUCTANT(1),
    READY(2);

    private final byte code;

    Readiness(int code) {
        this.code = (byte) code;
    }

    /** On the wire. */
    byte code() {
        return code;
    }

    /** The one of that code; one that a newer release may know is as ready as can be. */
    static Readiness of(byte code) {
        for (Readiness each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return READY;
    }

    /**
     * Of this server.
     *
     * @param runs the collector is not stopped, and its thread goes on
     * @param commits the database takes claims
     * @param troubled the mail server could not be reached lately, or what the other server did may not be known here yet
     */
    public static Readiness of(boolean runs, boolean commits, ServerStatus status, boolean troubled) {
        if (!runs || !commits) {
            return UNABLE;
        }
        return switch (status) {
            case STARTING -> UNABLE;
            case DEACTIVATED, NOT_FUNCTIONING -> RELUCTANT;
            case PRIMARY, SECONDARY, REPLICATING_DATA, SPLIT_BRAIN_RECOVERY -> troubled ? RELUCTANT : READY;
        };
    }

    /** Whether one that is so sees to the mails, and not the other one. */
    boolean collects(Readiness other, boolean primaryCollector) {
        if (this == UNABLE) {
            return false;
        }
        int order = compareTo(other);
        return order > 0 || (order == 0 && primaryCollector);
    }
}
