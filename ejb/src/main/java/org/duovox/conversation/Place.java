package org.duovox.conversation;

/** Which menu a caller is at, and what it is about. */
public sealed interface Place {

    /** The greeting of the one who was called. */
    record Greeted(MailboxOwner owner) implements Place {}

    /** A message has been recorded. */
    record ReviewingMessage(Draft draft) implements Place {}

    /** A message could not be stored. */
    record NotStored(Draft draft) implements Place {}

    /** A user's menu without anything at hand. */
    record UserMenu(MailboxOwner owner, MenuName name) implements Place {}

    /** A message plays, or is paused. */
    record Listening(MessageList list, boolean paused) implements Place {}

    /** A message has been played or stopped. */
    record AfterMessage(MessageList list) implements Place {}

    /** A greeting has been recorded. */
    record ReviewingGreeting(Draft draft) implements Place {}
}
