package org.duovox.mailbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.data.WriteCommand.Written;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.replication.AckGate;
import org.duovox.replication.AckGate.Receipt;
import org.duovox.replication.Position;

/**
 * Takes a message into its mailbox. The receipt comes only when audio and header are on stable storage on both servers, or
 * the single-copy rule applies (architecture.md, A call, 5).
 */
public final class Deposits {

    private static final Logger LOG = System.getLogger(Deposits.class.getName());

    private final MessageStore store;
    private final DataConnector data;
    private final AckGate gate;

    public Deposits(MessageStore store, DataConnector data, AckGate gate) {
        this.store = store;
        this.data = data;
        this.gate = gate;
    }

    /** Finishes the recording and makes it a message; completes exceptionally when this server could not store it. */
    public CompletionStage<Receipt> depositMessage(Recording recording, RecordingHeader header, boolean urgent) {
        return recording.finish().thenCompose(finished -> {
            Change change = Deposit.of(header, finished.audio(), urgent);
            return data.<Boolean>write(records -> new Written<>(true, List.of(change)))
                    .thenCompose(committed -> receipt(header.id(), committed.position(), finished));
        });
    }

    /** Finishes the recording and makes it the user's standard greeting, in place of the earlier one. */
    public CompletionStage<Receipt> storeGreeting(Recording recording, RecordingHeader header) {
        return recording
                .finish()
                .thenCompose(finished -> data.<Optional<MessageId>>write(records -> {
                            Optional<Row> user = records.find(EntityType.USER, header.mailbox());
                            Optional<MessageId> before = user.map(row -> row.get(UserFields.GREETING))
                                    .filter(id -> !id.isEmpty())
                                    .map(MessageId::new);
                            return new Written<>(before, List.of(Deposit.greeting(header, finished.audio())));
                        })
                        .thenCompose(committed -> {
                            committed.result().ifPresent(store::purge);
                            store.keep(header.id());
                            return gate.whenSafe(committed.position(), finished.position());
                        }));
    }

    private CompletionStage<Receipt> receipt(MessageId id, Position header, Finished finished) {
        store.keep(id);
        return gate.whenSafe(header, finished.position()).thenCompose(receipt -> switch (receipt) {
            case TWO_COPIES -> CompletableFuture.completedStage(receipt);
            case SINGLE_COPY ->
                data.<Boolean>write(records -> new Written<>(
                                true,
                                List.of(new Change(
                                        EntityType.MESSAGE, id.value(), Map.of(MessageFields.SINGLE_COPY, "true")))))
                        .handle((committed, failure) -> {
                            if (failure != null) {
                                LOG.log(Level.WARNING, "Not noted that there is one copy only of " + id, failure);
                            }
                            return receipt; // the message is there, and nobody may be told otherwise
                        });
        });
    }
}
