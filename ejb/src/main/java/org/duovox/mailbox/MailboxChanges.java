package org.duovox.mailbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand;
import org.duovox.data.WriteCommand.Written;
import org.duovox.messagestore.MessageId;
import org.duovox.user.UserId;

/**
 * What owners do with their messages. Each command answers false, and changes nothing, when the message is not in that owner's
 * mailbox; nothing else decides whose message it is.
 */
public final class MailboxChanges {

    private MailboxChanges() {}

    public static WriteCommand<Boolean> markHeard(UserId owner, MessageId id, boolean heard) {
        return change(owner, id, row -> Map.of(MessageFields.HEARD, Boolean.toString(heard)));
    }

    public static WriteCommand<Boolean> move(UserId owner, MessageId id, Folder folder, boolean heard) {
        return change(
                owner,
                id,
                row -> Map.of(MessageFields.FOLDER, folder.name(), MessageFields.HEARD, Boolean.toString(heard)));
    }

    /** Takes a message out of sight; it can be put back. Whether it was heard stays as it is. */
    public static WriteCommand<Boolean> delete(UserId owner, MessageId id) {
        return change(owner, id, row -> Map.of(MessageFields.FOLDER, Folder.DELETED.name()));
    }

    /** Puts a deleted message back: to the saved ones if it was heard, else to the new ones. */
    public static WriteCommand<Boolean> undelete(UserId owner, MessageId id) {
        return change(
                owner,
                id,
                row -> row.get(MessageFields.FOLDER).equals(Folder.DELETED.name())
                        ? Map.of(MessageFields.FOLDER, (row.is(MessageFields.HEARD) ? Folder.SAVED : Folder.NEW).name())
                        : Map.of());
    }

    private interface NewFields {
        Map<String, String> of(Row message);
    }

    private static WriteCommand<Boolean> change(UserId owner, MessageId id, NewFields fields) {
        return records -> {
            Optional<Row> row = records.find(EntityType.MESSAGE, id.value())
                    .filter(message -> message.get(MessageFields.MAILBOX).equals(owner.value()));
            if (row.isEmpty()) {
                return new Written<>(false, List.of());
            }
            Map<String, String> values = fields.of(row.get());
            return new Written<>(
                    true, values.isEmpty() ? List.of() : List.of(new Change(EntityType.MESSAGE, id.value(), values)));
        };
    }
}
