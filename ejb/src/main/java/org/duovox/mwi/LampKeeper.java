package org.duovox.mwi;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.data.WriteCommand.Written;
import org.duovox.mailbox.MessageCounts;
import org.duovox.mailbox.Messages;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.replication.AckGate;
import org.duovox.replication.Position;
import org.duovox.sip.MwiNotice;
import org.duovox.sip.SipLine;
import org.duovox.sip.SipTransport;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * Brings every lamp to what its mailbox says (RFC 3842). Works from the difference between wanted and acknowledged, so a failover,
 * a restart or a merge needs nothing special. Owns no thread and no clock; thread-safe.
 */
public final class LampKeeper {

    private static final System.Logger LOG = System.getLogger(LampKeeper.class.getName());

    /** Without a known change or failure all lamps are looked at so often: each minute, with a round a second. */
    private static final int QUIET_ROUNDS = 60;

    private static final Set<EntityType> CONCERN_EVERYBODY =
            EnumSet.of(EntityType.USER, EntityType.PHONE_SYSTEM, EntityType.PORT_GROUP);

    /** Beyond the largest capacity that the field publishes (product-facts.md, 7). */
    private static final int MOST_USERS = 100_000;

    /** RFC 3261, 8.1.3.1; and whoever answers with it does not know either. */
    private static final int NO_ANSWER = 408;

    private final Sources sources;
    private final Member self;
    private final DataConnector data;
    private final AckGate gate;
    private final SipLine line;
    private final Runnable wake;
    private final LongSupplier nanoTime;
    private final LongSupplier wallClockMillis;
    private final MwiSchedule schedule = new MwiSchedule();
    private final OvertakenCommands overtaken = new OvertakenCommands();
    private final LampsToCheck toCheck = new LampsToCheck();
    private int quietRounds;
    private volatile Set<String> lampless = Set.of();
    private final Map<UserId, String> refused = new ConcurrentHashMap<>();

    /** The numbers of the commands that the phone system refused since role and peer are as they are. */
    private final Map<UserId, Long> refusedNumbers = new ConcurrentHashMap<>();

    private boolean comparing;
    private final AtomicBoolean compared = new AtomicBoolean();

    /** Where it is seen what lamps should say and who has one. */
    public record Sources(Users users, Messages messages, PhoneSystems phoneSystems, Lamps lamps) {}

    /**
     * A keeper that will look at all lamps first.
     *
     * @param wake asks for a round soon
     * @param nanoTime monotonic
     */
    public LampKeeper(
            Member self,
            Sources sources,
            DataConnector data,
            AckGate gate,
            SipLine line,
            Runnable wake,
            LongSupplier nanoTime,
            LongSupplier wallClockMillis) {
        this.self = self;
        this.sources = sources;
        this.data = data;
        this.gate = gate;
        this.line = line;
        this.wake = wake;
        this.nanoTime = nanoTime;
        this.wallClockMillis = wallClockMillis;
    }

    /** Records were changed, here or by the peer. */
    public void changed(RecordsChanged news) {
        if (news.manyMailboxes() || news.types().stream().anyMatch(CONCERN_EVERYBODY::contains)) {
            toCheck.addEverybody();
        } else if (news.mailboxes().isEmpty()) {
            return;
        } else {
            toCheck.add(news.mailboxes().stream()
                    .filter(mailbox -> !mailbox.isEmpty())
                    .map(UserId::new)
                    .collect(Collectors.toSet()));
        }
        wake.run();
    }

    /** The duty may have come or gone, or the peer. */
    public void roleChanged() {
        synchronized (this) {
            schedule.forgetFailures();
        }
        refusedNumbers.clear(); // the other server may have told the lamps something meanwhile
        checkEverybody();
        wake.run();
    }

    /** Ids of phone systems that have users and no way to light their lamps, as the last round for everybody found. */
    public Set<String> lampless() {
        return lampless;
    }

    /** Whose lamps did not take the last command, with what came of it: "extension 1001 at pbx:5060: 404". */
    public Map<UserId, String> refused() {
        return Map.copyOf(refused);
    }

    /** The duty came: all lamps are compared with their mailboxes until all are found right. */
    public synchronized void compareAll() {
        comparing = true;
    }

    /** True once after all lamps were found right. */
    public boolean hasCompared() {
        return compared.getAndSet(false);
    }

    /** All lamps are to be looked at in the next round. */
    public void checkEverybody() {
        toCheck.addEverybody();
    }

    /** One round: some a second, or when woken. */
    public void round(BooleanSupplier wanted) {
        quietRounds++;
        if (quietRounds >= QUIET_ROUNDS) {
            toCheck.addEverybody();
        }
        synchronized (this) {
            toCheck.add(overtaken.due(nanoTime.getAsLong()).keySet());
        }
        if (toCheck.isEmpty() || !wanted.getAsBoolean()) {
            return;
        }
        LampsToCheck.Round round = toCheck.take();
        try {
            check(round, wanted);
        } catch (RuntimeException e) {
            toCheck.addEverybody();
            throw e;
        }
    }

    private synchronized void check(LampsToCheck.Round round, BooleanSupplier wanted) {
        Map<String, PortGroup> ways = new HashMap<>();
        sources.phoneSystems().portGroups().stream()
                .filter(PortGroup::mwiEnabled)
                .forEach(group -> ways.putIfAbsent(group.phoneSystem(), group));
        Map<UserId, User> reachable = new HashMap<>();
        Set<String> without = new HashSet<>();
        usersOf(round).filter(user -> !user.phoneSystem().isEmpty()).forEach(user -> {
            if (ways.containsKey(user.phoneSystem())) {
                reachable.put(user.id(), user);
            } else {
                without.add(user.phoneSystem());
            }
        });
        Map<UserId, Lamp> lamps = wanted(round, reachable.keySet());
        Map<UserId, LampState> states = states(round);
        overtaken.look(states, id -> isByTcp(ways, reachable.get(id)), nanoTime.getAsLong());
        Map<UserId, String> settled = overtaken.due(nanoTime.getAsLong());
        Map<UserId, Lamp> acknowledged = shown(states, settled.keySet());
        if (round.everybody()) {
            quietRounds = 0;
            lampless = Set.copyOf(without);
            schedule.retainOnly(lamps.keySet());
            overtaken.retainOnly(lamps.keySet());
            refused.keySet().retainAll(lamps.keySet());
            refusedNumbers.keySet().retainAll(lamps.keySet());
        }
        Set<UserId> wrong = lamps.entrySet().stream()
                .filter(lamp -> !lamp.getValue().equals(acknowledged.getOrDefault(lamp.getKey(), Lamp.DARK)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        toCheck.add(wrong);
        if (comparing && wrong.isEmpty()) {
            finishComparing(round.everybody());
        }
        for (UserId id : schedule.due(lamps, acknowledged, nanoTime.getAsLong())) {
            if (!wanted.getAsBoolean()) {
                return; // stopped meanwhile
            }
            User user = reachable.get(id);
            Lamp lamp = lamps.get(id);
            PortGroup way = user == null ? null : ways.get(user.phoneSystem());
            if (user != null && lamp != null && way != null) {
                send(user, lamp, settled.getOrDefault(id, ""), way, wanted);
            }
        }
    }

    private static boolean isByTcp(Map<String, PortGroup> ways, @Nullable User user) {
        PortGroup way = user == null ? null : ways.get(user.phoneSystem());
        return way != null && way.transport() == SipTransport.TCP;
    }

    /** Those that were wrong are right now; whether all are is for a round that looked at all. */
    private void finishComparing(boolean lookedAtAll) {
        if (lookedAtAll) {
            comparing = false;
            compared.set(true);
        } else {
            toCheck.addEverybody();
        }
    }

    private Stream<User> usersOf(LampsToCheck.Round round) {
        return round.everybody()
                ? sources.users().all(MOST_USERS).stream()
                : round.users().stream().flatMap(id -> sources.users().withId(id).stream());
    }

    private Map<UserId, Lamp> wanted(LampsToCheck.Round round, Set<UserId> of) {
        Messages messages = sources.messages();
        if (round.everybody()) {
            Map<UserId, MessageCounts> counts = messages.counts();
            return of.stream()
                    .collect(Collectors.toMap(id -> id, id -> new Lamp(counts.getOrDefault(id, MessageCounts.NONE))));
        }
        return of.stream().collect(Collectors.toMap(id -> id, id -> new Lamp(messages.counts(id))));
    }

    private Map<UserId, LampState> states(LampsToCheck.Round round) {
        Lamps lamps = sources.lamps();
        return round.everybody()
                ? lamps.states()
                : round.users().stream().collect(Collectors.toMap(id -> id, lamps::state));
    }

    /** Who is to be told again shows nothing certain. */
    private static Map<UserId, Lamp> shown(Map<UserId, LampState> states, Set<UserId> again) {
        return states.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        state -> again.contains(state.getKey())
                                ? Lamp.DOUBTFUL
                                : state.getValue().shows()));
    }

    /**
     * The command is written down on both servers before it leaves: whoever comes after us must know of it.
     *
     * @param settled the commands that were overtaken and cannot come any more, if any
     */
    private void send(User user, Lamp lamp, String settled, PortGroup way, BooleanSupplier wanted) {
        data.<Long>write(records -> {
                    LampRecord record = new LampRecord(
                            user.id(), records.find(EntityType.MWI, user.id().value()));
                    boolean settles = !settled.isEmpty() && record.overtaken().equals(settled);
                    Optional<Change> change = settles
                            ? Optional.of(record.settle(self, lamp))
                            : record.tell(self, lamp, refusedNumbers.getOrDefault(user.id(), 0L));
                    long number = record.number(self) + (change.isPresent() ? 1 : 0);
                    return new Written<>(number, change.stream().toList());
                })
                .thenCompose(told -> gate.whenSafe(told.position(), Position.NONE)
                        .thenAccept(safe -> notify(user, lamp, way, told.result(), wanted)))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        finished(user, false);
                    }
                });
    }

    private void notify(User user, Lamp lamp, PortGroup way, long number, BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            finished(user, false); // the duty went elsewhere meanwhile
            return;
        }
        MwiNotice notice = new MwiNotice(
                new InetSocketAddress(way.host(), way.sipPort()),
                way.transport(),
                user.extension().digits(),
                lamp.counts().unheard(),
                lamp.counts().heard(),
                lamp.counts().unheardUrgent(),
                lamp.counts().heardUrgent());
        line.notifyMessageWaiting(notice).thenAccept(status -> answered(user, way, new Command(lamp, number), status));
    }

    private record Command(Lamp lamp, long number) {}

    private void answered(User user, PortGroup way, Command command, int status) {
        boolean accepted = status >= 200 && status < 300;
        if (!accepted) {
            LOG.log(
                    Level.WARNING,
                    "The phone system answered " + status + " to the MWI for extension " + user.extension());
            refused.put(
                    user.id(),
                    "extension %s at %s:%d: %d".formatted(user.extension(), way.host(), way.sipPort(), status));
            if (status != NO_ANSWER) {
                refusedNumbers.put(user.id(), command.number());
            }
            finished(user, false);
            return;
        }
        refused.remove(user.id());
        refusedNumbers.remove(user.id());
        Change change =
                LampRecord.accepted(user.id(), self, command.number(), command.lamp(), wallClockMillis.getAsLong());
        data.<Boolean>write(records -> new Written<>(true, List.of(change))).whenComplete((done, failure) -> {
            finished(user, failure == null);
            wake.run();
        });
    }

    private synchronized void finished(User user, boolean accepted) {
        schedule.answered(user.id(), accepted, nanoTime.getAsLong());
    }
}
