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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.duovox.mwi.LampsToCheck;
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

    /** A minute. */
    private static final int QUIET_ROUNDS = 60;

    private static final Set<EntityType> CONCERN_EVERYBODY =
            EnumSet.of(EntityType.USER, EntityType.PHONE_SYSTEM, EntityType.PORT_GROUP);

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
    private final LampsToCheck toCheck = new LampsToCheck();
    private Optional<Upkeep> upkeep = Optional.empty();
    private int quietRounds;
    private volatile boolean sending = true;

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("lamps", threads, PERIOD, this::onPeriod));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged event) {
        if (event.manyMailboxes() || event.types().stream().anyMatch(CONCERN_EVERYBODY::contains)) {
            toCheck.addEverybody();
        } else if (event.mailboxes().isEmpty()) {
            return;
        } else {
            toCheck.add(event.mailboxes().stream()
                    .filter(mailbox -> !mailbox.isEmpty())
                    .map(UserId::new)
                    .collect(Collectors.toSet()));
        }
        lookSoon();
    }

    public void onRole(@ObservesAsync RoleChanged event) {
        synchronized (this) {
            schedule.forgetFailures();
        }
        toCheck.addEverybody();
        lookSoon();
    }

    /** Whether lamps are to be looked after at all; when it begins again, all of them are. */
    public void send(boolean wanted) {
        if (wanted && !sending) {
            toCheck.addEverybody();
        }
        sending = wanted;
        lookSoon();
    }

    /** The thread that looks after lamps; for its watch. */
    public Optional<Upkeep> upkeep() {
        return upkeep;
    }

    private void onPeriod() {
        quietRounds++;
        // Without a known change or failure we still look once a minute.
        if (quietRounds >= QUIET_ROUNDS) {
            toCheck.addEverybody();
        }
        if (sending && !toCheck.isEmpty() && role.has(Duty.NOTIFY)) {
            LampsToCheck.Round round = toCheck.take();
            try {
                check(round);
            } catch (RuntimeException e) {
                toCheck.addEverybody();
                throw e;
            }
        }
    }

    private void lookSoon() {
        upkeep.ifPresent(Upkeep::wake);
    }

    private synchronized void check(LampsToCheck.Round round) {
        Map<String, PortGroup> ways = new HashMap<>();
        phoneSystems.portGroups().stream()
                .filter(PortGroup::mwiEnabled)
                .forEach(group -> ways.putIfAbsent(group.phoneSystem(), group));
        Map<UserId, User> reachable = new HashMap<>();
        usersOf(round)
                .filter(user -> ways.containsKey(user.phoneSystem()))
                .forEach(user -> reachable.put(user.id(), user));
        Map<UserId, Lamp> wanted = wanted(round, reachable.keySet());
        Map<UserId, Lamp> acknowledged = acknowledged(round);
        if (round.everybody()) {
            quietRounds = 0;
            schedule.retainOnly(wanted.keySet());
        }
        toCheck.add(wanted.entrySet().stream()
                .filter(lamp -> !lamp.getValue().equals(acknowledged.getOrDefault(lamp.getKey(), Lamp.DARK)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        for (UserId id : schedule.due(wanted, acknowledged, System.nanoTime())) {
            if (!sending) {
                return; // stopped meanwhile
            }
            User user = reachable.get(id);
            Lamp lamp = wanted.get(id);
            PortGroup way = user == null ? null : ways.get(user.phoneSystem());
            if (user != null && lamp != null && way != null) {
                send(user, lamp, way);
            }
        }
    }

    private Stream<User> usersOf(LampsToCheck.Round round) {
        return round.everybody()
                ? users.all(MOST_USERS).stream()
                : round.users().stream().flatMap(id -> users.withId(id).stream());
    }

    private Map<UserId, Lamp> wanted(LampsToCheck.Round round, Set<UserId> of) {
        if (round.everybody()) {
            Map<UserId, MessageCounts> counts = messages.counts();
            return of.stream()
                    .collect(Collectors.toMap(id -> id, id -> new Lamp(counts.getOrDefault(id, MessageCounts.NONE))));
        }
        return of.stream().collect(Collectors.toMap(id -> id, id -> new Lamp(messages.counts(id))));
    }

    private Map<UserId, Lamp> acknowledged(LampsToCheck.Round round) {
        return round.everybody()
                ? lamps.acknowledged()
                : round.users().stream().collect(Collectors.toMap(id -> id, lamps::acknowledged));
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
