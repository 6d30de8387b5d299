package org.duovox.conversation;

import org.duovox.messagestore.MessageStore.Purpose;

/**
 * What a recording will become.
 *
 * @param tooShort how often the caller said too little
 */
public record Draft(Purpose purpose, MailboxOwner owner, boolean urgent, int tooShort) {

    static Draft of(Purpose purpose, MailboxOwner owner) {
        return new Draft(purpose, owner, false, 0);
    }

    Draft toggleUrgent() {
        return new Draft(purpose, owner, !urgent, tooShort);
    }

    Draft saidTooLittle() {
        return new Draft(purpose, owner, urgent, tooShort + 1);
    }
}
