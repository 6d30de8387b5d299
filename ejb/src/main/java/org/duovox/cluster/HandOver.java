package org.duovox.cluster;

/** Why a server asks to be Primary, or offers that to its peer. */
public enum HandOver {
    NONE,
    /** The publisher is healthy again. */
    FAILBACK,
    /** An administrator said so. */
    BY_HAND,
    /** The Primary is being shut down. */
    SHUT_DOWN
}
