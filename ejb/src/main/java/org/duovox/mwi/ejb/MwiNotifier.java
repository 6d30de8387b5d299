package org.duovox.mwi.ejb;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.Duty;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.data.DataConnector;
import org.duovox.data.RecordsChanged;
import org.duovox.mailbox.Messages;
import org.duovox.mwi.LampKeeper;
import org.duovox.mwi.Lamps;
import org.duovox.phonesystem.PhoneSystem;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.replication.AckGate;
import org.duovox.sip.SipLine;
import org.duovox.upkeep.Upkeep;
import org.duovox.user.UserId;
import org.duovox.user.Users;

/** Runs the {@link LampKeeper} while this server has the duty. */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class MwiNotifier {

    /** Changes are told at once; this is for retries, and for what no event told us. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final int MOST_NAMED = 10;

    @Inject
    private ServerRole role;

    @Inject
    private Users users;

    @Inject
    private Messages messages;

    @Inject
    private PhoneSystems phoneSystems;

    @Inject
    private Lamps lamps;

    @Inject
    private DataConnector data;

    @Inject
    private AckGate gate;

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private AlarmBell alarms;

    private LampKeeper keeper;
    private Set<String> told = Set.of();
    private final Set<UserId> toldOfRefusal = new HashSet<>();
    private Optional<Upkeep> upkeep = Optional.empty();
    private volatile boolean sending = true;

    @PostConstruct
    void start() {
        keeper = new LampKeeper(
                role.self(),
                new LampKeeper.Sources(users, messages, phoneSystems, lamps),
                data,
                gate,
                line,
                this::lookSoon,
                System::nanoTime,
                System::currentTimeMillis);
        upkeep = Optional.of(new Upkeep("lamps", threads, PERIOD, this::round));
    }

    private void round() {
        keeper.round(() -> sending && role.has(Duty.NOTIFY));
        tellOf(keeper.lampless());
        tellOfRefusal(keeper.refused());
        if (keeper.hasCompared()) {
            alarms.raise(
                    Alarm.EvtMsgEndSwitchResynch,
                    "all lamps were compared with the mailboxes after the "
                            + role.self().word() + " became Primary");
        }
    }

    private void tellOf(Set<String> lampless) {
        if (!told.containsAll(lampless)) {
            String systems = phoneSystems.all().stream()
                    .filter(system -> lampless.contains(system.id()))
                    .map(PhoneSystem::name)
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "));
            alarms.raise(Alarm.EvtMsgNoMwiPorts, "users of " + systems + " have lamps and no port group for them");
        }
        told = lampless;
    }

    /** Of each lamp once: one that stays wrong is tried for ever. */
    private void tellOfRefusal(Map<UserId, String> refused) {
        toldOfRefusal.retainAll(refused.keySet());
        List<UserId> news = refused.keySet().stream()
                .filter(lamp -> !toldOfRefusal.contains(lamp))
                .limit(MOST_NAMED)
                .toList();
        String names = news.stream().map(refused::get).collect(Collectors.joining(", "));
        if (!news.isEmpty() && alarms.raise(Alarm.EvtMsgMwiFailureSetMwi, names)) {
            toldOfRefusal.addAll(news);
        }
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged event) {
        keeper.changed(event);
    }

    public void onRole(@ObservesAsync RoleChanged event) {
        if (event.now().has(Duty.NOTIFY) && !event.before().has(Duty.NOTIFY)) {
            keeper.compareAll();
        }
        keeper.roleChanged();
    }

    /** Whether lamps are to be looked after at all; when it begins again, all of them are. */
    public void send(boolean wanted) {
        if (wanted && !sending) {
            keeper.checkEverybody();
        }
        sending = wanted;
        lookSoon();
    }

    /** The thread that looks after lamps; for its watch. */
    public Optional<Upkeep> upkeep() {
        return upkeep;
    }

    private void lookSoon() {
        upkeep.ifPresent(Upkeep::wake);
    }
}
