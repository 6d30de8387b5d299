package org.duovox.cluster;

/** How much waits to be acknowledged by the peer, from the best to the worst. */
public enum BacklogLevel {
    NORMAL,
    /** Above the warning threshold. */
    DELAYED,
    /** Above the limit. */
    BEYOND
}
