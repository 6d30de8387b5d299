package org.duovox.cluster;

import java.util.Locale;

/** Who a server is, for ever; its {@link ServerStatus} says what it is for now. */
public enum Member {
    PUBLISHER,
    SUBSCRIBER;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it is said within a sentence. */
    public String word() {
        return word;
    }

    /** The other one. */
    public Member peer() {
        return this == PUBLISHER ? SUBSCRIBER : PUBLISHER;
    }
}
