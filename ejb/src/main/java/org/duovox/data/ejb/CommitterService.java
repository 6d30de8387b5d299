package org.duovox.data.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.duovox.cluster.ServerRole;
import org.duovox.data.Committer;
import org.duovox.data.DataConnector;
import org.duovox.data.MergeListener;
import org.duovox.data.RecordStore;
import org.duovox.data.RecordsAgain;
import org.duovox.data.RecordsChanged;
import org.duovox.data.Transactions;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Position;
import org.duovox.upkeep.Upkeep;

/** Runs the committer on a thread of its own, and offers it as data connector, and as log and store of the records lane. */
@Startup
@DependsOn({"SchemaMigration", "ServerRoleManager"})
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init")
public class CommitterService {

    /** What somebody failed to hear is told again after this time. */
    private static final Duration RETELLING = Duration.ofSeconds(1);

    /** A full queue takes about two seconds; a server that is stopped waits no longer than this for a sick disk. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);

    @Inject
    private ServerRole role;

    @Inject
    private Transactions transactions;

    @Inject
    private Event<RecordsChanged> news;

    @Inject
    private DatabaseHealth health;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedThreadFactory threads;

    private final DatabaseLog log = new DatabaseLog();
    private Optional<Upkeep> teller = Optional.empty();
    private volatile boolean publishing = true;
    private Committer committer;
    private Thread thread;

    @PostConstruct
    void start() {
        ChangeNews changes = new ChangeNews(news::fireAsync);
        Upkeep telling = new Upkeep("changed records", threads, RETELLING, () -> {
            if (publishing) {
                changes.tell();
            }
        });
        teller = Optional.of(telling);
        log.open();
        int before = transactions.inOne(RecordStore::state).epoch();
        long leastEpoch = Math.max(role.starts(), Position.epochAfter(before, System.currentTimeMillis()));
        committer = Committer.open(
                log.watched(transactions), role.self(), new SystemClocks(), leastEpoch, executor, changed -> {
                    changes.changed(changed);
                    telling.wake();
                });
        thread = threads.newThread(committer::run);
        thread.setName("duovox committer");
        thread.start();
        health.watch(committer);
    }

    /** From now on that one hears of the peer's changes. */
    public void tellOfMerges(MergeListener listener) {
        committer.tellOfMerges(listener);
    }

    /** As {@link Committer#newestStamp}. */
    public long newestStamp() {
        return committer.newestStamp();
    }

    /** Whether beans are told of changed records; what changes meanwhile is told as one afterwards. */
    public void publish(boolean wanted) {
        publishing = wanted;
        teller.ifPresent(Upkeep::wake);
    }

    /** The thread that tells them; for its watch. */
    public Optional<Upkeep> teller() {
        return teller;
    }

    @PreDestroy
    void stop() {
        health.watch(null);
        teller.ifPresent(Upkeep::close);
        committer.stop();
        try {
            thread.join(PATIENCE_AT_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
        log.close();
    }

    @Produces
    @ApplicationScoped
    public DataConnector dataConnector() {
        return committer;
    }

    @Produces
    @ApplicationScoped
    public LaneLog recordsLog() {
        return committer.log();
    }

    @Produces
    @ApplicationScoped
    public LaneStore recordsStore() {
        return committer;
    }

    @Produces
    @ApplicationScoped
    public RecordsAgain recordsAgain() {
        return committer;
    }
}
