package org.duovox.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who a server is, for ever; its {@link ServerStatus} says what it is for now. */
public enum Member {
    PUBLISHER,
    SUBSCRIBER;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it is said within a sentence. */
    public String word() {
        return word;
    }

    /** The one that is called so by {@link #word}. */
    public static Optional<Member> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** The other one. */
    public Member peer() {
        return this == PUBLISHER ? SUBSCRIBER : PUBLISHER;
    }
}
