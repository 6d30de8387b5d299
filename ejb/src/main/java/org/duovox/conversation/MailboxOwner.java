package org.duovox.conversation;

import java.util.Optional;
import org.duovox.messagestore.MessageId;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.UserId;

/**
 * What the conversation knows of a user: of the one who was called, or of the one who has signed in.
 *
 * @param greeting the recorded standard greeting; nothing while the system's is used
 */
public record MailboxOwner(UserId id, Extension extension, Optional<MessageId> greeting) {

    public static MailboxOwner of(User user) {
        return new MailboxOwner(user.id(), user.extension(), user.greeting());
    }

    MailboxOwner withGreeting(Optional<MessageId> recorded) {
        return new MailboxOwner(id, extension, recorded);
    }
}
