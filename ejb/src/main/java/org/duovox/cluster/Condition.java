package org.duovox.cluster;

/** How well a server can do its work, from the best to the worst. */
public enum Condition {
    WELL,
    /** An administrator stopped a critical service. */
    STOPPED,
    /** A critical service, the database or the disk failed. */
    FAILED;

    boolean isWorseThan(Condition other) {
        return compareTo(other) > 0;
    }
}
