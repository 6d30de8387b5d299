package org.duovox.conversation;

import org.duovox.user.Extension;

/** How a call came to us. */
public sealed interface Arrival {

    /** Forwarded from the phone of a user: the caller hears the greeting and leaves a message. */
    record ForUser(MailboxOwner owner) implements Arrival {}

    /** Direct, from a user's own phone: only the PIN is asked. */
    record FromOwnPhone(Extension extension) implements Arrival {}

    /** Direct, from any other phone: the opening greeting, then ID and PIN. */
    record FromElsewhere() implements Arrival {}
}
