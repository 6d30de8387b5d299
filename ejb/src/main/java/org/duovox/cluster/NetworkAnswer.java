package org.duovox.cluster;

/**
 * What a network check found.
 *
 * @param what was asked or answered, in an operator's words
 */
public record NetworkAnswer(Kind kind, String what) {

    /** What may come of asking others. */
    public enum Kind {
        /** Somebody answered; a refusal is an answer. */
        ANSWERED,
        /** Somebody was asked and nobody answered. */
        SILENT,
        /** Nobody's silence would have said anything: only the own interface could be looked at, and it is up. */
        UNPROVEN
    }

    boolean allowsTakeover() {
        return kind != Kind.SILENT;
    }
}
