package org.duovox.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.duovox.alarm.Alarm;

/** Plays a story to the rules of one server, event by event. */
final class RolePlay {

    private static final long STEP = Duration.ofMillis(100).toNanos();

    private final Member self;
    private final RoleRules rules;
    private final List<RoleAction> actions = new ArrayList<>();
    private RoleState state;
    // Near the end of a long, as System.nanoTime may be.
    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();
    private long peerSerial;
    private long peerTerm = 5;
    private long peerStartId = 77;
    private boolean peerLevel = true;
    private boolean peerTaking;

    private Condition peerCondition = Condition.WELL;
    private BacklogLevel peerBacklog = BacklogLevel.NORMAL;
    private long orders;

    RolePlay(Member self) {
        this(self, ServerStatus.PRIMARY);
    }

    /** A server whose role file says that it had this status. */
    RolePlay(Member self, ServerStatus stored) {
        this.self = self;
        this.rules = new RoleRules(self);
        this.state = RoleState.starting(new StoredRole(stored, 5, false, false, 3), RoleSettings.STANDARD, 11, now);
    }

    /** Beside a Primary, with everything replicated. */
    static RolePlay secondary(Member self) {
        return new RolePlay(self).level(true).hear(ServerStatus.PRIMARY).written();
    }

    /** The subscriber that took over and met its peer again. */
    static RolePlay primary(Member self) {
        return new RolePlay(self)
                .level(true)
                .hear(ServerStatus.SECONDARY)
                .hearing(3, ServerStatus.SECONDARY)
                .written();
    }

    RoleState state() {
        return state;
    }

    RoleReport report() {
        return state.report(self);
    }

    Set<Alarm> alarms() {
        Set<Alarm> alarms = new HashSet<>();
        for (RoleAction action : actions) {
            if (action instanceof RoleAction.Raise raise) {
                alarms.add(raise.alarm());
            }
        }
        return alarms;
    }

    List<RoleAction> actions() {
        return actions;
    }

    RolePlay happens(LongFunction<RoleEvent> event) {
        Decision decision = rules.decide(state, event.apply(now));
        state = decision.state();
        actions.addAll(decision.actions());
        return this;
    }

    RolePlay pause(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        return happens(RoleEvent.Tick::new);
    }

    RolePlay ticking(double seconds) {
        for (int i = 0; i < Math.round(seconds * 10); i++) {
            now += STEP;
            happens(RoleEvent.Tick::new);
        }
        return this;
    }

    RolePlay hearing(double seconds, ServerStatus status) {
        for (int i = 0; i < Math.round(seconds * 10); i++) {
            now += STEP;
            happens(RoleEvent.Tick::new);
            hear(status);
        }
        return this;
    }

    RolePlay peerTerm(long term) {
        peerTerm = term;
        return this;
    }

    /** The peer is about to be Primary from now on. */
    RolePlay peerTaking() {
        peerTaking = true;
        return this;
    }

    RolePlay peerRestarts() {
        peerStartId++;
        return this;
    }

    RolePlay hear(ServerStatus status) {
        return hear(status, HandOver.NONE, HandOver.NONE, false);
    }

    RolePlay hearAsking(HandOver asks) {
        return hear(ServerStatus.SECONDARY, asks, HandOver.NONE, false);
    }

    RolePlay hearOffering(HandOver offers) {
        return hear(ServerStatus.SECONDARY, HandOver.NONE, offers, false);
    }

    RolePlay hearPrimaryByHand(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            now += STEP;
            hear(ServerStatus.PRIMARY, HandOver.NONE, HandOver.NONE, true);
        }
        return this;
    }

    private RolePlay hear(ServerStatus status, HandOver asks, HandOver offers, boolean byHand) {
        RoleReport report = new RoleReport(
                self.peer(),
                peerStartId,
                ++peerSerial,
                status,
                peerTerm,
                peerTaking,
                asks,
                offers,
                peerLevel,
                byHand,
                offers == HandOver.SHUT_DOWN,
                peerCondition,
                peerBacklog);
        return happens(at -> new RoleEvent.PeerHeard(at, report, true));
    }

    RolePlay refused() {
        return happens(at -> new RoleEvent.PingFailed(at, PingFailure.REFUSED));
    }

    RolePlay level(boolean level) {
        return happens(at -> new RoleEvent.Replication(at, level, 0, 0));
    }

    RolePlay network(NetworkAnswer.Kind kind) {
        long ticket = 0;
        for (RoleAction action : actions) {
            ticket = action instanceof RoleAction.CheckNetwork check ? check.ticket() : ticket;
        }
        long asked = ticket;
        return happens(at -> new RoleEvent.NetworkChecked(at, asked, new NetworkAnswer(kind, "played")));
    }

    private long lastPersist() {
        long ticket = 0;
        for (RoleAction action : actions) {
            ticket = action instanceof RoleAction.Persist persist ? persist.ticket() : ticket;
        }
        return ticket;
    }

    /** The last order to the role file is carried out. */
    RolePlay written() {
        long ticket = lastPersist();
        return happens(at -> new RoleEvent.Persisted(at, ticket));
    }

    RolePlay notWritten() {
        long ticket = lastPersist();
        return happens(at -> new RoleEvent.PersistFailed(at, ticket, "the disk is gone"));
    }

    RolePlay leave() {
        return happens(RoleEvent.Leave::new);
    }

    RolePlay order(Order.Kind kind) {
        long number = ++orders;
        return happens(at -> new RoleEvent.Ordered(at, number, kind));
    }

    RolePlay settings(RoleSettings settings) {
        return happens(at -> new RoleEvent.SettingsChanged(at, settings));
    }

    RolePlay manual() {
        return settings(RoleSettings.STANDARD.changingAutomatically(false));
    }

    RolePlay failed(String service) {
        return happens(at -> new RoleEvent.ServicesSeen(at, new Health(Set.of(), Set.of(service))));
    }

    RolePlay stopped(String service) {
        return happens(at -> new RoleEvent.ServicesSeen(at, new Health(Set.of(service), Set.of())));
    }

    RolePlay well() {
        return happens(at -> new RoleEvent.ServicesSeen(at, Health.WELL));
    }

    RolePlay peerIs(Condition condition) {
        peerCondition = condition;
        return this;
    }

    RolePlay peerBacklog(BacklogLevel level) {
        peerBacklog = level;
        return this;
    }

    RolePlay backlog(long entries, long lagMillis) {
        return happens(at -> new RoleEvent.Replication(at, true, entries, lagMillis));
    }

    RolePlay peerLevel(boolean level) {
        peerLevel = level;
        return this;
    }

    /** What the administrator was told last; empty while an order is being carried out. */
    String answer() {
        String sentence = "";
        for (RoleAction action : actions) {
            if (action instanceof RoleAction.Answer answer) {
                sentence = (answer.outcome().done() ? "" : "no: ")
                        + answer.outcome().sentence();
            }
        }
        return sentence;
    }

    /** Forgets what was done so far. */
    RolePlay then() {
        actions.clear();
        return this;
    }
}
