package org.duovox.comparison;

/**
 * Audio that was not as its record says, and what became of it.
 *
 * @param whose "message 1-2-3"
 */
public record DamagedAudio(String whose, String what, Outcome outcome) {

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
        return "The audio of %s: %s; %s.".formatted(whose, what, outcome.words);
    }
}
