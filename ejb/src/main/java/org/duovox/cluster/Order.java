package org.duovox.cluster;

/**
 * An administrator's order that is being carried out.
 *
 * @param number by which whoever waits for its outcome knows it
 */
record Order(long number, Kind kind, long since) {

    /** What may be ordered of a server. */
    enum Kind {
        MAKE_PRIMARY,
        DEACTIVATE,
        ACTIVATE
    }
}
