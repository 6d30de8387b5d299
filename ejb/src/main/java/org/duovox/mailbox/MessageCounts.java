package org.duovox.mailbox;

/** What a lamp needs to know of a mailbox: messages that are not deleted, unheard ("new" in RFC 3842) and heard. */
public record MessageCounts(int unheard, int heard, int unheardUrgent, int heardUrgent) {

    public static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0);
}
