package org.duovox.user;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a PIN may be guessed. The tries on both servers count together, so that trying the other server gives no extra
 * guesses.
 *
 * @param triesBeforeLock wrong PINs in a row that lock the user out
 * @param lockTime how long
 */
public record SignInRules(int triesBeforeLock, Duration lockTime) {

    /** Five guesses at a PIN of four digits succeed once in 2,000; half an hour makes a thousand of them take four days. */
    public static final SignInRules STANDARD = new SignInRules(5, Duration.ofMinutes(30));

    public boolean isLocked(User user, Instant now) {
        return now.isBefore(user.lockedUntil());
    }

    /** Whether one more wrong PIN locks the user out. */
    public boolean locksAt(int wrongPins) {
        return wrongPins >= triesBeforeLock;
    }
}
