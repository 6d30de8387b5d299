package org.duovox.cluster;

/** Who a server is, for ever; its {@link ServerStatus} says what it is for now. */
public enum Member {
    PUBLISHER,
    SUBSCRIBER;

    /** The other one. */
    public Member peer() {
        return this == PUBLISHER ? SUBSCRIBER : PUBLISHER;
    }
}
