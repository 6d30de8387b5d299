package org.duovox.conversation;

import java.util.Map;
import java.util.Optional;

/**
 * A menu: what each sequence of keys chooses. A key that begins longer sequences chooses something itself too, for those who
 * press it and then wait.
 */
record Menu<C extends Enum<C>>(Map<String, C> choices) {

    Menu {
        choices = Map.copyOf(choices);
    }

    Optional<C> choice(String keys) {
        return Optional.ofNullable(choices.get(keys));
    }

    /** Whether more keys may follow these. */
    boolean isBeginning(String keys) {
        return choices.keySet().stream().anyMatch(known -> known.length() > keys.length() && known.startsWith(keys));
    }
}
