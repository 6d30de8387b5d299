package org.duovox.conversation;

/** What came of a sign-in. */
public sealed interface SignInResult {

    /** ID and PIN are right. */
    record SignedIn(MailboxOwner owner) implements SignInResult {}

    /** The caller hears the same for the first three, so that nobody can try out which IDs exist or are locked. */
    enum Refused implements SignInResult {
        WRONG_PIN,
        LOCKED,
        UNKNOWN,
        /** Nothing could be checked: says nothing of the PIN and does not count as a try. */
        NOT_AVAILABLE
    }
}
