package org.duovox.comparison;

import org.duovox.messagestore.MessageId;

/** Audio that was not as its header says, and what became of it. */
public record DamagedAudio(MessageId id, String what, Outcome outcome) {

    /** What became of it. */
    public enum Outcome {
        MENDED("the other server's copy is in its place"),
        NO_GOOD_COPY("the other server has no good copy"),
        NOT_WRITTEN("the other server's good copy could not be written in its place");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    /** Whether it is right now. */
    public boolean isMended() {
        return outcome == Outcome.MENDED;
    }

    /** For logs and pages. */
    public String sentence() {
        return "The audio of message %s: %s; %s.".formatted(id, what, outcome.words);
    }
}
