package org.duovox.administration;

import java.nio.charset.StandardCharsets;

/** What became of a request: done, or refused with a sentence for the administrator. */
public record AdministrationResult(boolean done, String sentence) {

    public static AdministrationResult done(String sentence) {
        return new AdministrationResult(true, sentence);
    }

    public static AdministrationResult refused(String sentence) {
        return new AdministrationResult(false, sentence);
    }

    /** For the way back to the other server. */
    public byte[] encode() {
        return ((done ? "+" : "-") + sentence).getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #encode} wrote. */
    public static AdministrationResult decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("not a result");
        }
        return new AdministrationResult(text.charAt(0) == '+', text.substring(1));
    }
}
