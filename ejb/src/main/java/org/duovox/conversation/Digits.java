package org.duovox.conversation;

/** Digits as they come in; they may be a PIN, so they are never shown. */
public record Digits(String value) {

    /** The longest PIN. A caller who enters more has entered something wrong already. */
    static final int MAX_LENGTH = 32;

    static final Digits NONE = new Digits("");

    /** With one more; beyond the limit the rest is one digit too many. */
    Digits and(char digit) {
        return value.length() > MAX_LENGTH ? this : new Digits(value + digit);
    }

    boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "digits";
    }
}
