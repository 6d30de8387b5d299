package org.duovox.tool.campaign;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an owner asked for with one message, and what the answer was.
 *
 * @param message the number of its caller, who leaves no other
 */
record Step(String message, Verb verb, Answer answer) {

    enum Verb {
        HEARD,
        SAVE,
        DELETE,
        UNDELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a server that obeys makes of a message; where it puts it back depends on what it knows of it. */
        List<State> of(State before) {
            return switch (this) {
                case HEARD -> List.of(new State(before.folder(), true));
                case SAVE -> List.of(new State("SAVED", true));
                case DELETE -> List.of(new State("DELETED", before.heard()));
                case UNDELETE -> List.of(new State("NEW", before.heard()), new State("SAVED", before.heard()));
            };
        }
    }

    enum Answer {
        DONE,
        /** Refused: nothing was changed. */
        REFUSED,
        /** None, or that it is not known: it may have been done, or be done later, when a server that hangs goes on. */
        UNKNOWN
    }

    record State(String folder, boolean heard) {}

    private static final State NEW = new State("NEW", false);

    /** All states that a message may be in after these steps of one owner, who waits for each answer before the next. */
    static Set<State> possible(List<Step> steps) {
        Set<State> states = new HashSet<>(Set.of(NEW));
        Set<Verb> pending = EnumSet.noneOf(Verb.class);
        for (Step step : steps) {
            switch (step.answer()) {
                case REFUSED -> {}
                case UNKNOWN -> pending.add(step.verb());
                case DONE -> {
                    Set<State> before = Set.copyOf(states);
                    states.clear();
                    before.forEach(state -> states.addAll(step.verb().of(state)));
                }
            }
            close(states, pending);
        }
        return states;
    }

    private static void close(Set<State> states, Set<Verb> pending) {
        int before;
        do {
            before = states.size();
            for (State state : Set.copyOf(states)) {
                pending.forEach(verb -> states.addAll(verb.of(state)));
            }
        } while (states.size() > before);
    }
}
