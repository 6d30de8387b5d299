package org.duovox.port.ejb;

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
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.Duty;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.data.ejb.DatabaseHealth;
import org.duovox.messagestore.ejb.MessageStoreDisk;
import org.duovox.port.PortSettings;
import org.duovox.port.PortTable;
import org.duovox.port.VoicePort;
import org.duovox.port.VoicePorts;
import org.duovox.settings.Settings;
import org.duovox.settings.SettingsChanged;
import org.duovox.sip.CallId;
import org.duovox.sip.SipLine;
import org.duovox.upkeep.Upkeep;

/** This server's ports, kept as they are configured. */
@Singleton
@Startup
@DependsOn({"ReplicationService", "SettingsDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PortDesk {

    private static final System.Logger LOG = System.getLogger(PortDesk.class.getName());

    /** A disk or database that fails tells nobody; it is asked as often by the role manager. */
    private static final Duration PERIOD = Duration.ofMillis(500);

    @Inject
    private ServerRole role;

    @Inject
    private DatabaseHealth database;

    @Inject
    private MessageStoreDisk disk;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private VoicePorts voicePorts;

    @Inject
    private Settings settings;

    @Inject
    private AlarmBell alarms;

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    private final Object reading = new Object();
    private PortTable table;
    private boolean taking;
    private final Set<String> heldBy = new HashSet<>();
    private Optional<Upkeep> upkeep = Optional.empty();

    @PostConstruct
    void open() {
        table = new PortTable(role.self());
        refresh();
        upkeep = Optional.of(new Upkeep("ports", threads, PERIOD, this::takeCallsIfDue));
    }

    @PreDestroy
    void close() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.PORT)) {
            refresh();
        }
    }

    /** An administrator may have stopped or restarted the ports. */
    public void onSettings(@ObservesAsync SettingsChanged changed) {
        takeCallsIfDue();
    }

    /** Deactivating a server drops its calls (guide, table 3-3); no other change of status touches one. */
    public void onRole(@ObservesAsync RoleChanged changed) {
        refresh();
        boolean deactivated = changed.now() == ServerStatus.DEACTIVATED && changed.before() != changed.now();
        if (deactivated && line.callsInProgress() > 0) {
            LOG.log(System.Logger.Level.INFO, "Calls dropped by deactivation: {0}", line.callsInProgress());
            line.hangUpAll();
        }
    }

    /** No calls are taken while somebody holds the ports, and those in progress are ended, as if the callers had hung up. */
    public void hold(String who) {
        synchronized (this) {
            heldBy.add(who);
        }
        takeCallsIfDue();
        if (line.callsInProgress() > 0) {
            LOG.log(System.Logger.Level.INFO, "Calls dropped, for {0} was stopped: {1}", who, line.callsInProgress());
            line.hangUpAll();
        }
    }

    public void letGo(String who) {
        synchronized (this) {
            heldBy.remove(who);
        }
        takeCallsIfDue();
    }

    /** One reader at a time: who read earlier must not be the last to write. */
    private void refresh() {
        synchronized (reading) {
            table.configure(voicePorts.all());
        }
        takeCallsIfDue();
    }

    /**
     * Calls are taken by a server whose status has that duty and that can keep what callers say, unless an administrator stopped its
     * ports or what serves them; the phone system learns it from OPTIONS and 503.
     */
    private synchronized void takeCallsIfDue() {
        boolean keeps = database.works() && disk.works();
        boolean wanted = settings.get(PortSettings.TAKE_CALLS.on(role.self()));
        boolean due = wanted && keeps && heldBy.isEmpty() && role.has(Duty.ANSWER_CALLS);
        if (due != taking) {
            taking = due;
            LOG.log(
                    System.Logger.Level.INFO,
                    due
                            ? "Taking calls."
                            : keeps ? "Not taking calls." : "Not taking calls: what callers say could not be kept.");
            line.takeCalls(due);
            if (!wanted) {
                alarms.raiseEach(
                        Alarm.EvtMsgStopTakingCalls,
                        "an administrator stopped the ports of the "
                                + role.self().word());
            }
        }
    }

    public Optional<VoicePort> acquire(CallId call) {
        return table.acquire(call);
    }

    public void release(CallId call) {
        table.release(call);
    }

    /** This server's ports, each with its call, by name. */
    public List<PortTable.Assigned> assigned() {
        return table.assigned();
    }

    public int total() {
        return table.total();
    }

    /** Enabled ports while calls are taken, else none. */
    public int inService() {
        return isTakingCalls() ? table.enabled() : 0;
    }

    public synchronized boolean isTakingCalls() {
        return taking;
    }

    public int busy() {
        return table.busy();
    }
}
