package org.duovox.sip;

/** Names one call on this server: the Call-ID of its dialog (RFC 3261, 8.1.1.4). At most 255 characters. */
public record CallId(String value) {

    /** Call-IDs longer than this are refused before they get here; they name lock stripes, log lines and cache keys. */
    public static final int MAX_LENGTH = 255;

    public CallId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a Call-ID has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
