package org.duovox.replication.ejb;

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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.replication.AckGate;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Replication;
import org.duovox.replication.ReplicationFigures;
import org.duovox.replication.infinispan.InfinispanCarrier;

/** Runs replication on threads of its own, and offers the gate for receipts and the figures for pages. */
@Startup
@DependsOn({"CommitterService", "MessageStoreBean", "RecoveryDesk"})
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init")
public class ReplicationService {

    /** Longer than a put may block (remote timeout 3 s). */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(4);

    private static final System.Logger LOG = System.getLogger(ReplicationService.class.getName());

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @Inject
    private AlarmBell alarms;

    @Inject
    private InfinispanCarrier carrier;

    @Inject
    @Any
    private Instance<LaneLog> logs;

    @Inject
    @Any
    private Instance<LaneStore> stores;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedThreadFactory threads;

    private Replication replication;
    private final List<Thread> running = new ArrayList<>();

    @PostConstruct
    void start() {
        replication = new Replication(
                role.self(),
                carrier,
                carrier::view,
                link,
                logs.stream().toList(),
                stores.stream().toList(),
                executor,
                System::nanoTime);
        register();
        replication.contact(role.peerInContact() && link.accepted());
        replication.loops().forEach((name, loop) -> {
            Thread thread = threads.newThread(loop);
            thread.setName("duovox replication " + name);
            running.add(thread);
            thread.start();
        });
    }

    private void register() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(
                            new StandardMBean(new ReplicationMXBean.Of(replication), ReplicationMXBean.class, true),
                            new ObjectName(ReplicationMXBean.NAME));
        } catch (JMException e) {
            LOG.log(Level.WARNING, "JMX does not show the figures of replication", e);
        }
    }

    private static void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(ReplicationMXBean.NAME));
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "The figures of replication were not shown by JMX", e);
        }
    }

    @PreDestroy
    void stop() {
        unregister();
        replication.stop();
        long untilNanos = System.nanoTime() + PATIENCE_AT_STOP.toNanos();
        try {
            for (Thread thread : running) {
                thread.join(Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.forEach(Thread::interrupt);
    }

    /** Lets one lane send and apply, or not. */
    public void run(Lane lane, boolean wanted) {
        replication.run(lane, wanted);
    }

    /** False when one of its threads has ended. Never blocks. */
    public boolean isAlive() {
        return running.stream().allMatch(Thread::isAlive);
    }

    /** The number of the look around that is under way; for its watch. */
    public long lookUnderWay() {
        return replication.lookUnderWay();
    }

    public void roleChanged(@Observes RoleChanged event) {
        boolean understood = link.accepted();
        if (event.peerInContact() && !understood) {
            alarms.raise(Alarm.ReplicationStopped, "the servers' releases are too far apart to exchange data");
        }
        replication.contact(event.peerInContact() && understood);
    }

    @Produces
    @ApplicationScoped
    public AckGate ackGate() {
        return replication.acknowledgements();
    }

    @Produces
    @ApplicationScoped
    public ReplicationProgress progress() {
        return replication;
    }

    @Produces
    @ApplicationScoped
    public ReplicationFigures figures() {
        return replication;
    }
}
