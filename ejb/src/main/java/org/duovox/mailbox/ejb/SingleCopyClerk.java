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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duovox.cluster.ServerRole;
import org.duovox.data.DataConnector;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.mailbox.SingleCopies;
import org.duovox.replication.AckGate;
import org.duovox.replication.LaneLog;
import org.duovox.upkeep.Upkeep;

/** Has {@link SingleCopies} take marks off while the peer is in contact. */
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
        return new SingleCopies(role.self(), data, gate, logs.stream().toList())
                .clearWhenSafe(
                        records.rows("select m from StoredMessage m where m.singleCopy = true", Map.of(), MAX_AT_ONCE));
    }
}
