package org.duovox.conversation;

import java.util.List;
import org.duovox.mailbox.VoiceMessage;

/**
 * The messages that a user listens to, in the order of listening.
 *
 * @param wanted not COUNT
 * @param messages not empty
 * @param index of the one at hand
 */
public record MessageList(MailboxOwner owner, Wanted wanted, List<VoiceMessage> messages, int index) {

    public MessageList {
        messages = List.copyOf(messages);
        if (wanted == Wanted.COUNT || index < 0 || index >= messages.size()) {
            throw new IllegalArgumentException("no message " + index + " of " + messages.size() + " " + wanted);
        }
    }

    VoiceMessage current() {
        return messages.get(index);
    }

    boolean isDeleted() {
        return wanted == Wanted.DELETED;
    }

    boolean isLast() {
        return index == messages.size() - 1;
    }

    MessageList next() {
        return new MessageList(owner, wanted, messages, index + 1);
    }
}
