package org.duovox.cluster;

/** How a ping failed. */
public enum PingFailure {
    /** Nobody listens: the host lives, the process does not. */
    REFUSED,
    /** The connection was closed by the peer's side. */
    RESET,
    /** No answer in time; says nothing that the silence itself does not say. */
    TIMEOUT
}
