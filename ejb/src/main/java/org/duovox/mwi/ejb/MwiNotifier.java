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
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duovox.cluster.Duty;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MwiFields;
import org.duovox.data.RecordsChanged;
import org.duovox.data.WriteCommand.Written;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mailbox.Messages;
import org.duovox.mwi.Lamp;
import org.duovox.mwi.Lamps;
import org.duovox.mwi.MwiSchedule;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.sip.MwiNotice;
import org.duovox.sip.SipLine;
import org.duovox.upkeep.Upkeep;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.Users;

/**
 * Brings every lamp to what its mailbox says (RFC 3842), while this server has the duty. Works from the difference between
 * wanted and acknowledged, so a failover, a restart or a merge needs nothing special.
 */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MwiNotifier {

    private static final System.Logger LOG = System.getLogger(MwiNotifier.class.getName());

    /** Changes are told at once; this is for retries, and for what no event told us. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Beyond the largest capacity that the field publishes (product-facts.md, 7). */
    private static final int MOST_USERS = 100_000;

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

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    @Resource
    private ManagedThreadFactory threads;

    private final MwiSchedule schedule = new MwiSchedule();
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private Optional<Upkeep> upkeep = Optional.empty();
    private int quietRounds;

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("lamps", threads, PERIOD, this::onPeriod));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged event) {
        if (event.types().stream().anyMatch(type -> type != EntityType.MWI)) {
            lookSoon();
        }
    }

    public void onRole(@ObservesAsync RoleChanged event) {
        synchronized (this) {
            schedule.forgetFailures();
        }
        lookSoon();
    }

    private void onPeriod() {
        quietRounds++;
        // Without a known change or failure we still look once a minute.
        if (changed.get() || quietRounds >= 60) {
            lookSafely();
        }
    }

    private void lookSoon() {
        changed.set(true);
        upkeep.ifPresent(Upkeep::wake);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            changed.set(true);
            throw e;
        }
    }

    private synchronized void look() {
        if (!role.has(Duty.NOTIFY)) {
            return;
        }
        quietRounds = 0;
        changed.set(false);
        Map<String, PortGroup> ways = new HashMap<>();
        phoneSystems.portGroups().stream()
                .filter(PortGroup::mwiEnabled)
                .forEach(group -> ways.putIfAbsent(group.phoneSystem(), group));
        Map<UserId, MessageCounts> counts = messages.counts();
        Map<UserId, User> reachable = new HashMap<>();
        Map<UserId, Lamp> wanted = new HashMap<>();
        for (User user : users.all(MOST_USERS)) {
            if (ways.containsKey(user.phoneSystem())) {
                reachable.put(user.id(), user);
                wanted.put(user.id(), new Lamp(counts.getOrDefault(user.id(), MessageCounts.NONE)));
            }
        }
        Map<UserId, Lamp> acknowledged = lamps.acknowledged();
        List<UserId> due = schedule.due(wanted, acknowledged, System.nanoTime());
        if (!wanted.entrySet().stream()
                .allMatch(lamp -> lamp.getValue().equals(acknowledged.getOrDefault(lamp.getKey(), Lamp.DARK)))) {
            changed.set(true);
        }
        for (UserId id : due) {
            User user = reachable.get(id);
            Lamp lamp = wanted.get(id);
            PortGroup way = user == null ? null : ways.get(user.phoneSystem());
            if (user != null && lamp != null && way != null) {
                send(user, lamp, way);
            }
        }
    }

    private void send(User user, Lamp lamp, PortGroup way) {
        MwiNotice notice = new MwiNotice(
                new InetSocketAddress(way.host(), way.sipPort()),
                way.transport(),
                user.extension().digits(),
                lamp.counts().unheard(),
                lamp.counts().heard(),
                lamp.counts().unheardUrgent(),
                lamp.counts().heardUrgent());
        line.notifyMessageWaiting(notice).thenAccept(status -> answered(user, lamp, status));
    }

    private void answered(User user, Lamp lamp, int status) {
        boolean accepted = status >= 200 && status < 300;
        if (!accepted) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The phone system answered " + status + " to the MWI for extension " + user.extension());
            finished(user, false);
            return;
        }
        Change change = new Change(
                EntityType.MWI, user.id().value(), Map.of(MwiFields.ACKNOWLEDGED, lamp.text(), MwiFields.AT, now()));
        data.<Boolean>write(records -> new Written<>(true, List.of(change))).whenComplete((done, failure) -> {
            finished(user, failure == null);
            lookSoon();
        });
    }

    private synchronized void finished(User user, boolean accepted) {
        schedule.answered(user.id(), accepted, System.nanoTime());
    }

    private static String now() {
        return Long.toString(java.time.Instant.now().toEpochMilli());
    }
}
