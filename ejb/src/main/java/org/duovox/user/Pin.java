package org.duovox.user;

import java.util.Optional;

/** A PIN in the clear, for as long as it takes to hash it: 4 to 32 digits. Never logged. */
public record Pin(String digits) {

    public Pin {
        if (!isOne(digits)) {
            throw new IllegalArgumentException("a PIN has 4 to 32 digits");
        }
    }

    /** The PIN that these characters are, or nothing if they are none. */
    public static Optional<Pin> of(String digits) {
        return isOne(digits) ? Optional.of(new Pin(digits)) : Optional.empty();
    }

    private static boolean isOne(String digits) {
        return digits.length() >= 4 && digits.length() <= 32 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return "PIN";
    }
}
