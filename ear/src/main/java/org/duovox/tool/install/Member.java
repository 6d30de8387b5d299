package org.duovox.tool.install;

import java.util.Locale;
import java.util.Optional;

/** Who a server is, for ever. */
public enum Member {
    PUBLISHER,
    SUBSCRIBER;

    public Member peer() {
        return this == PUBLISHER ? SUBSCRIBER : PUBLISHER;
    }

    public static Optional<Member> of(String word) {
        for (Member member : values()) {
            if (member.word().equals(word)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** As it is written on a command line and in a directory's name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
