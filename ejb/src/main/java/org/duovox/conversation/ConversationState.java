package org.duovox.conversation;

import java.util.Optional;

/** Where a conversation is. Holds only what is true there, as plain records that another server could be told. */
public sealed interface ConversationState {

    /**
     * Something plays, or has been played, and keys choose from a menu.
     *
     * @param keys pressed so far that may be the first of several; empty when there are none
     * @param repeats of the prompts since the caller last chose something
     */
    record AtMenu(Place place, String keys, int repeats) implements ConversationState {}

    /** The caller enters a number. */
    record Entering(NumberAsked asked, Digits digits, int repeats) implements ConversationState {}

    /** The recording tone plays. */
    record Beeping(Draft draft) implements ConversationState {}

    /** The caller speaks. */
    record Recording(Draft draft) implements ConversationState {}

    /** An answer is awaited in silence; keys mean nothing. */
    sealed interface Waiting extends ConversationState {}

    /** The caller is not heard any more. */
    sealed interface Finishing extends ConversationState {}

    /**
     * The message is being stored.
     *
     * @param last the caller has left, or has been silent too long to be asked again
     */
    record StoringMessage(Draft draft, boolean last) implements Waiting {}

    record StoringGreeting(Draft draft) implements Waiting {}

    record CheckingSignIn(NumberAsked.SignInPin signIn) implements Waiting {}

    record Fetching(MailboxOwner owner, Wanted wanted) implements Waiting {}

    record Moving(MessageList list, Disposal disposal) implements Waiting {}

    record ChangingPin(MailboxOwner owner) implements Waiting {}

    /** The last words play. The draft, if any, could not be stored and was not cancelled. */
    record SayingGoodbye(Optional<Draft> unsaved) implements ConversationState {}

    /** We have hung up. */
    record HangingUp(Optional<Draft> unsaved) implements Finishing {}

    /**
     * The call is over, and a message or greeting is still being stored.
     *
     * @param retry what to store once more if that fails
     */
    record Gone(Optional<Draft> retry) implements Finishing {}

    /** The call has been released. */
    record Over() implements Finishing {}
}
