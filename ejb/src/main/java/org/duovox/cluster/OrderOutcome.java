package org.duovox.cluster;

import java.nio.charset.StandardCharsets;

/** What became of an administrator's order: done, or refused, with a sentence for the administrator. */
public record OrderOutcome(boolean done, String sentence) {

    public static OrderOutcome done(String sentence) {
        return new OrderOutcome(true, sentence);
    }

    public static OrderOutcome refused(String sentence) {
        return new OrderOutcome(false, sentence);
    }

    /** For the way back to the other server. */
    public byte[] encode() {
        return ((done ? "+" : "-") + sentence).getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #encode} wrote. */
    public static OrderOutcome decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Not an outcome");
        }
        return new OrderOutcome(text.charAt(0) == '+', text.substring(1));
    }
}
