package org.duovox.mailbox.ejb;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.duovox.data.DataConnector;
import org.duovox.data.DataConnector.Committed;
import org.duovox.data.WriteCommand;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.MailboxChanges;
import org.duovox.messagestore.MessageId;
import org.duovox.user.UserId;

/** What owners do with their messages, by phone or in a browser: {@link MailboxChanges} in this server's database. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailboxDesk {

    @Inject
    private DataConnector data;

    public CompletionStage<Boolean> markHeard(UserId owner, MessageId id, boolean heard) {
        return written(MailboxChanges.markHeard(owner, id, heard));
    }

    public CompletionStage<Boolean> move(UserId owner, MessageId id, Folder folder, boolean heard) {
        return written(MailboxChanges.move(owner, id, folder, heard));
    }

    /** Takes a message out of sight; it can be put back. Whether it was heard stays as it is. */
    public CompletionStage<Boolean> delete(UserId owner, MessageId id) {
        return written(MailboxChanges.delete(owner, id));
    }

    /**
     * Puts a deleted message back: to the saved ones if it was heard, else to the new ones. Where it is not deleted its folder is
     * written once more: the other server may have a deletion that is not here yet, and this wins over that.
     */
    public CompletionStage<Boolean> undelete(UserId owner, MessageId id) {
        return written(MailboxChanges.undelete(owner, id));
    }

    private CompletionStage<Boolean> written(WriteCommand<Boolean> command) {
        return data.write(command).thenApply(Committed::result);
    }
}
