package org.duovox.mailbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duovox.messagestore.MessageId;
import org.duovox.user.UserId;

/** The messages in this server's database. May block on the database. */
public interface Messages {

    /** Newest first; at most {@code limit}. */
    List<VoiceMessage> in(UserId mailbox, Folder folder, int limit);

    Optional<VoiceMessage> withId(MessageId id);

    MessageCounts counts(UserId mailbox);

    /** Of every mailbox that has a message. */
    Map<UserId, MessageCounts> counts();

    /** Everybody who has a message, a deleted one too. */
    Set<UserId> mailboxes();

    /** How many messages here the peer is not known to have. */
    int singleCopies();
}
