package org.duovox.mailbox.ejb;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.DataConnector.Committed;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand.Written;
import org.duovox.mailbox.Folder;
import org.duovox.messagestore.MessageId;
import org.duovox.user.UserId;

/**
 * What owners do with their messages, by phone or in a browser. Each answers false, and changes nothing, when the message is
 * not in that owner's mailbox; nothing else decides whose message it is.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailboxDesk {

    @Inject
    private DataConnector data;

    public CompletionStage<Boolean> markHeard(UserId owner, MessageId id, boolean heard) {
        return change(owner, id, row -> Map.of(MessageFields.HEARD, Boolean.toString(heard)));
    }

    public CompletionStage<Boolean> move(UserId owner, MessageId id, Folder folder, boolean heard) {
        return change(
                owner,
                id,
                row -> Map.of(MessageFields.FOLDER, folder.name(), MessageFields.HEARD, Boolean.toString(heard)));
    }

    /** Takes a message out of sight; it can be put back. Whether it was heard stays as it is. */
    public CompletionStage<Boolean> delete(UserId owner, MessageId id) {
        return change(owner, id, row -> Map.of(MessageFields.FOLDER, Folder.DELETED.name()));
    }

    /**
     * Puts a deleted message back: to the saved ones if it was heard, else to the new ones. Where it is not deleted its folder is
     * written once more: the other server may have a deletion that is not here yet, and this wins over that.
     */
    public CompletionStage<Boolean> undelete(UserId owner, MessageId id) {
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

    private CompletionStage<Boolean> change(UserId owner, MessageId id, NewFields fields) {
        return data.<Boolean>write(records -> {
                    Optional<Row> row = records.find(EntityType.MESSAGE, id.value())
                            .filter(message ->
                                    message.get(MessageFields.MAILBOX).equals(owner.value()));
                    if (row.isEmpty()) {
                        return new Written<>(false, List.of());
                    }
                    return new Written<>(
                            true, List.of(new Change(EntityType.MESSAGE, id.value(), fields.of(row.get()))));
                })
                .thenApply(Committed::result);
    }
}
