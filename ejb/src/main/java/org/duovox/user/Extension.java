package org.duovox.user;

import java.util.Optional;

/** The number of a user's phone, and the ID to sign in with: 1 to 20 digits. */
public record Extension(String digits) {

    public Extension {
        if (!isOne(digits)) {
            throw new IllegalArgumentException("an extension has 1 to 20 digits");
        }
    }

    /** The extension that these characters are, or nothing if they are none. */
    public static Optional<Extension> of(String digits) {
        return isOne(digits) ? Optional.of(new Extension(digits)) : Optional.empty();
    }

    private static boolean isOne(String digits) {
        return !digits.isEmpty() && digits.length() <= 20 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return digits;
    }
}
