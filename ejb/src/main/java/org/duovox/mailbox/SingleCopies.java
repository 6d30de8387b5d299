package org.duovox.mailbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand;
import org.duovox.replication.AckGate;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;

/**
 * Takes the mark "single copy" off our messages when the peer has them: what the logs hold when a mark is seen covers the message,
 * for a mark is set after header and audio were logged.
 */
public final class SingleCopies {

    private final Member self;
    private final DataConnector data;
    private final AckGate gate;
    private final List<LaneLog> logs;

    public SingleCopies(Member self, DataConnector data, AckGate gate, List<LaneLog> logs) {
        this.self = self;
        this.data = data;
        this.gate = gate;
        this.logs = List.copyOf(logs);
    }

    /** Takes the marks off those of these messages that have ours, once both servers have all that is logged now. */
    public CompletionStage<?> clearWhenSafe(List<Row> messages) {
        List<String> marked = messages.stream()
                .filter(row -> isMarkedBy(self, row))
                .map(Row::id)
                .toList();
        if (marked.isEmpty()) {
            return CompletableFuture.completedFuture(marked);
        }
        return gate.whenSafe(last(Lane.RECORDS), last(Lane.AUDIO)).thenCompose(receipt -> switch (receipt) {
            case TWO_COPIES -> data.write(clear(self, marked));
            case SINGLE_COPY -> CompletableFuture.completedFuture(null);
        });
    }

    private Position last(Lane lane) {
        return logs.stream()
                .filter(log -> log.lane() == lane)
                .map(LaneLog::last)
                .findFirst()
                .orElse(Position.NONE);
    }

    /** Takes the marks off that are still there; the other server's are its own business. */
    static WriteCommand<Integer> clear(Member self, List<String> marked) {
        return records -> {
            List<Change> changes = marked.stream()
                    .flatMap(id -> records.find(EntityType.MESSAGE, id).stream())
                    .filter(row -> isMarkedBy(self, row))
                    .map(row -> new Change(EntityType.MESSAGE, row.id(), Map.of(MessageFields.SINGLE_COPY, "false")))
                    .toList();
            return new WriteCommand.Written<>(changes.size(), changes);
        };
    }

    private static boolean isMarkedBy(Member self, Row row) {
        return row.is(MessageFields.SINGLE_COPY)
                && Optional.ofNullable(row.stamps().get(MessageFields.SINGLE_COPY))
                        .map(Stamp::origin)
                        .equals(Optional.of(self));
    }
}
