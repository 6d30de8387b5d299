package org.duovox.conversation;

/** Which number a caller is asked for. */
public sealed interface NumberAsked {

    /** The ID to sign in with. */
    record SignInId(int wrongTries) implements NumberAsked {}

    /**
     * The PIN to sign in with.
     *
     * @param id as entered; whether there is such a user is not told
     * @param ownPhone the ID was not asked for
     */
    record SignInPin(String id, boolean ownPhone, int wrongTries) implements NumberAsked {}

    record NewPin(MailboxOwner owner, int refused) implements NumberAsked {}

    record NewPinAgain(MailboxOwner owner, Digits first, int refused) implements NumberAsked {}
}
