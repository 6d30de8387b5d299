package org.duovox.mailbox.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerRole;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.replication.AckGate;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;
import org.duovox.upkeep.Upkeep;

/**
 * Takes the mark "single copy" off our messages when the peer has them: what the logs hold when a mark is seen covers the message,
 * for a mark is set after header and audio were logged.
 */
@Startup
@DependsOn("ReplicationService")
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class SingleCopyClerk {

    /** The console counts marked messages; two seconds late is soon enough. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** Marks taken off by one command. */
    private static final int MAX_AT_ONCE = 256;

    @Inject
    private ServerRole role;

    @Inject
    private RecordQueries records;

    @Inject
    private DataConnector data;

    @Inject
    private AckGate gate;

    @Inject
    @Any
    private Instance<LaneLog> logs;

    @Resource
    private ManagedThreadFactory threads;

    private final AtomicBoolean waiting = new AtomicBoolean();
    private Optional<Upkeep> upkeep = Optional.empty();
    private volatile boolean clearing = true;

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("messages with a single copy", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    /** Whether marks are to be taken off. */
    public void clearMarks(boolean wanted) {
        clearing = wanted;
        upkeep.ifPresent(Upkeep::wake);
    }

    /** The thread that takes them off; for its watch. */
    public Optional<Upkeep> upkeep() {
        return upkeep;
    }

    private void look() {
        try {
            if (clearing && role.peerInContact() && waiting.compareAndSet(false, true)) {
                clearWhenSafe().whenComplete((done, failure) -> waiting.set(false));
            }
        } catch (RuntimeException e) {
            waiting.set(false);
            throw e;
        }
    }

    private CompletionStage<?> clearWhenSafe() {
        List<String> marked =
                records.rows("select m from StoredMessage m where m.singleCopy = true", Map.of(), MAX_AT_ONCE).stream()
                        .filter(row -> isMarkedBy(role.self(), row))
                        .map(Row::id)
                        .toList();
        if (marked.isEmpty()) {
            return CompletableFuture.completedFuture(marked);
        }
        Member self = role.self();
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
