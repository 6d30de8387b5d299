package org.duovox.cluster;

/**
 * Knows how one service of this server does. Every bean of this type is asked each 200 ms on a thread of its own; one that
 * throws, or does not answer for 2 s, has failed.
 *
 * <p>It is asked while the server still starts: it must not look for beans that start after the role manager (their locks are
 * taken in another order there, and the start would stand still), but be told by them; until then it says OK.
 */
public interface ServiceHealth {

    /** The service's name, as pages show it. */
    String service();

    /** Whether the server can do without it. Only a critical service's state changes a server's status. */
    boolean critical();

    State state();

    /** What may be said of a service. */
    enum State {
        OK,
        /** An administrator stopped it. */
        STOPPED,
        FAILED
    }
}
