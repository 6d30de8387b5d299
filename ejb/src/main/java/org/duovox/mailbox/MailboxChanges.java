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

    /**
     * Puts a deleted message back: to the saved ones if it was heard, else to the new ones. Where it is not deleted its folder is
     * written once more: the other server may have a deletion that is not here yet, and this wins over that.
     */
    public static WriteCommand<Boolean> undelete(UserId owner, MessageId id) {
        return change(owner, id, row -> Map.of(MessageFields.FOLDER, putBack(row)));
    }

    private static String putBack(Row message) {
        String folder = message.get(MessageFields.FOLDER);
        if (!folder.equals(Folder.DELETED.name())) {
            return folder;
        }
        return (message.is(MessageFields.HEARD) ? Folder.SAVED : Folder.NEW).name();
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
            return new Written<>(true, List.of(new Change(EntityType.MESSAGE, id.value(), fields.of(row.get()))));
        };
    }
}
