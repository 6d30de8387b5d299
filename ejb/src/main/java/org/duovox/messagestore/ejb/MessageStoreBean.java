package org.duovox.messagestore.ejb;

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
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerRole;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.file.FileMessageStore;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.jspecify.annotations.Nullable;

/**
 * Opens the message store with the server, below {@code ${jboss.server.base.dir}/store}, and offers it and the two ends of the
 * audio lane for injection.
 */
@Singleton
@Startup
@DependsOn("ServerRoleManager")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MessageStoreBean {

    /** In an alarm; all of them are in the log. */
    private static final int MOST_TOLD = 3;

    @Inject
    private Instance<ServerRole> role;

    @Inject
    private AlarmBell alarms;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedExecutorService answers;

    private @Nullable FileMessageStore store;

    @PostConstruct
    void open() {
        Path root = Path.of(System.getProperty("jboss.server.base.dir", "."), "store");
        try {
            FileMessageStore opened = FileMessageStore.open(root, this::self, Instant.now(), answers, threads);
            store = opened;
            tell(opened.damages());
            opened.damagesTold();
        } catch (IOException e) {
            throw new IllegalStateException("cannot open the message store in " + root, e);
        }
    }

    private void tell(List<String> damages) {
        if (!damages.isEmpty()) {
            alarms.raiseEach(
                    Alarm.StoredDataDamaged,
                    "%d damages to what had been forced to the recording logs: %s. What the other server has of it is taken from there."
                            .formatted(
                                    damages.size(),
                                    String.join("; ", damages.subList(0, Math.min(MOST_TOLD, damages.size())))));
        }
    }

    private Member self() {
        return role.get().self();
    }

    @PreDestroy
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private FileMessageStore store() {
        if (store == null) {
            throw new IllegalStateException("the message store is not open");
        }
        return store;
    }

    /** For whoever records and plays. */
    @Produces
    @ApplicationScoped
    public MessageStore messageStore() {
        return store();
    }

    /** For replication: what is recorded here. */
    @Produces
    @ApplicationScoped
    public LaneLog audioLog() {
        return store().laneLog();
    }

    /** For replication: what is recorded on the peer. */
    @Produces
    @ApplicationScoped
    public LaneStore audioStore() {
        return store().laneStore();
    }
}
