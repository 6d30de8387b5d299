package org.duovox.conversation;

import org.duovox.user.Extension;
import org.duovox.user.Pin;

/** Which PINs are guessed first. */
final class PinRules {

    private PinRules() {}

    /** The extension, one digit repeated, or digits that count up or down. */
    static boolean tooSimple(Pin pin, Extension extension) {
        return pin.digits().equals(extension.digits())
                || goesBy(0, pin.digits())
                || goesBy(1, pin.digits())
                || goesBy(-1, pin.digits());
    }

    private static boolean goesBy(int difference, String digits) {
        for (int i = 1; i < digits.length(); i++) {
            if (digits.charAt(i) - digits.charAt(i - 1) != difference) {
                return false;
            }
        }
        return true;
    }
}
