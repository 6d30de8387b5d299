package org.duovox.recovery;

/**
 * What a mailbox got from the other server.
 *
 * @param mailbox a user's id, or none for what belongs to no mailbox
 * @param messages new ones
 * @param changes to messages that were there, to the mailbox's owner, or to the configuration
 */
public record Taken(String mailbox, int messages, int changes) {

    Taken message() {
        return new Taken(mailbox, messages + 1, changes);
    }

    Taken change() {
        return new Taken(mailbox, messages, changes + 1);
    }
}
