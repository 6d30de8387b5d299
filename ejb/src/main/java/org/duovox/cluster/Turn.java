package org.duovox.cluster;

import java.util.ArrayList;
import java.util.List;
import org.duovox.alarm.Alarm;
import org.duovox.cluster.RoleState.Network;
import org.duovox.cluster.RoleState.Network.Progress;
import org.duovox.cluster.RoleState.Peer;
import org.duovox.cluster.Stage.Candidate;
import org.duovox.cluster.Stage.Claim;
import org.duovox.cluster.Stage.TakingOver;
import org.jspecify.annotations.Nullable;

/** The working copy of one decision: what is known, and the moves; each move changes stage, announcement and alarm together. */
final class Turn {

    private final Member self;
    private final RoleState before;
    private final long now;
    private final List<RoleAction> actions = new ArrayList<>(4);
    private final TurnTimers timers;

    private Stage stage;
    private long term;
    private boolean madeByHand;
    private boolean level;
    private Peer peer;
    private Network network;
    private long ticket;
    private RoleSettings settings;
    private Fitness fitness;
    private Backlog backlog;
    private @Nullable Order order;

    Turn(Member self, RoleState before, long now) {
        this.self = self;
        this.before = before;
        this.now = now;
        this.timers = new TurnTimers(before.timers());
        this.stage = before.stage();
        this.term = before.term();
        this.madeByHand = before.madeByHand();
        this.level = before.level();
        this.peer = before.peer();
        this.network = before.network();
        this.ticket = before.ticket();
        this.settings = before.settings();
        this.fitness = before.fitness();
        this.backlog = before.backlog();
        this.order = before.order();
    }

    Decision decision() {
        RoleState after = new RoleState(
                stage,
                term,
                madeByHand,
                before.serial() + 1,
                level,
                peer,
                network,
                timers.at(now),
                ticket,
                before.epoch(),
                before.startId(),
                settings,
                fitness,
                backlog,
                order);
        return new Decision(after, actions);
    }

    // What is known.

    Member self() {
        return self;
    }

    long now() {
        return now;
    }

    Stage stage() {
        return stage;
    }

    long term() {
        return term;
    }

    boolean level() {
        return level;
    }

    Peer peer() {
        return peer;
    }

    Network network() {
        return network;
    }

    TurnTimers timers() {
        return timers;
    }

    RoleSettings settings() {
        return settings;
    }

    Fitness fitness() {
        return fitness;
    }

    Condition condition() {
        return fitness.condition();
    }

    Backlog backlog() {
        return backlog;
    }

    @Nullable
    Order order() {
        return order;
    }

    boolean isPublisher() {
        return self == Member.PUBLISHER;
    }

    /** The peer's report while it is in contact. */
    @Nullable
    RoleReport heard() {
        return peer.inContact() ? peer.report() : null;
    }

    boolean hasMetPeer() {
        return peer.report() != null;
    }

    boolean bothLevel() {
        RoleReport report = heard();
        return level && report != null && report.level();
    }

    boolean held() {
        return now - timers.holdUntil < 0;
    }

    String peerName() {
        return self.peer().word();
    }

    String ownName() {
        return self.word();
    }

    // What becomes known.

    void level(boolean caughtUp) {
        level = caughtUp;
    }

    void peer(Peer known) {
        peer = known;
    }

    void networkAfterGap(long gap) {
        network = network.afterGap(gap, now);
    }

    void network(Progress progress, long asked, boolean complained) {
        network = network.then(progress, now, asked, complained);
    }

    void settings(RoleSettings wanted) {
        settings = wanted;
    }

    void fitness(Fitness known) {
        fitness = known;
    }

    void backlog(Backlog known) {
        backlog = known;
    }

    void order(@Nullable Order pending) {
        order = pending;
    }

    void suspend(boolean suspended) {
        timers.suspended = suspended;
        timers.suspendedSince = now;
    }

    // What is ordered.

    void act(RoleAction action) {
        actions.add(action);
    }

    void raise(Alarm alarm, String why) {
        actions.add(new RoleAction.Raise(alarm, why));
    }

    void say(String line) {
        actions.add(new RoleAction.Say(line));
    }

    void step(String what) {
        actions.add(new RoleAction.Step(what));
    }

    void answer(long number, OrderOutcome outcome) {
        actions.add(new RoleAction.Answer(number, outcome));
    }

    long nextTicket() {
        return ++ticket;
    }

    long persist(ServerStatus status, boolean pendingSwap) {
        long asked = nextTicket();
        actions.add(
                new RoleAction.Persist(asked, new StoredRole(status, term, pendingSwap, madeByHand, before.epoch())));
        return asked;
    }

    void announceContact(boolean inContact, String why) {
        actions.add(new RoleAction.Announce(new RoleChanged(stage.shown(), stage.shown(), inContact, why)));
    }

    // Moves.

    /** Enters a stage; a change of the shown status is announced and the peer told at once. */
    void enter(Stage next, String why) {
        ServerStatus was = stage.shown();
        stage = next;
        timers.vacantSince = now;
        timers.steadySince = now;
        if (was != next.shown()) {
            actions.add(new RoleAction.Announce(new RoleChanged(was, next.shown(), peer.inContact(), why)));
        }
        actions.add(new RoleAction.PingNow());
    }

    /** Replaces the stage by the same stage with more known. */
    void update(Stage same) {
        stage = same;
    }

    void becomeSecondary(Stage.Secondary next, String why) {
        RoleReport report = heard();
        if (report != null) {
            term = Math.max(term, report.term());
        }
        madeByHand = false;
        enter(next, why);
        persist(ServerStatus.SECONDARY, false);
    }

    void takeOver(Candidate from, Cause cause, boolean byHand, String why) {
        RoleReport report = peer.report();
        long next = Math.max(term, report == null ? 0 : report.term()) + 1;
        long asked = nextTicket();
        StoredRole role = new StoredRole(ServerStatus.PRIMARY, next, false, byHand, before.epoch());
        boolean told = from instanceof Stage.Secondary secondary && secondary.asks() != HandOver.NONE;
        if (!told) {
            cause.initiated().ifPresent(alarm -> raise(alarm, why));
        }
        enter(from.takeOver(now, new Claim(next, asked, cause, byHand, why)), why);
        actions.add(new RoleAction.Persist(asked, role));
    }

    /** The last steps of each of the guide's three sequences. */
    void becomePrimary(TakingOver from) {
        Claim claim = from.claim();
        term = claim.term();
        madeByHand = claim.madeByHand();
        enter(from.persisted(now), claim.why());
        step("The services of a Primary start on the " + ownName() + ": Notifier");
        step("The data connector uses the " + ownName() + "'s database");
        step(peer.inContact() ? "Replication goes on" : "Replication waits for the " + peerName());
        claim.cause().succeeded().ifPresent(alarm -> raise(alarm, ownName() + " is Primary: " + claim.why()));
    }

    /** The takeover is called off. */
    void abort(TakingOver from, String why) {
        from.claim().cause().failed().ifPresent(alarm -> raise(alarm, why));
        becomeSecondary(from.stepBack(now), why);
    }

    /** Primary status is given up at once; the file follows. */
    void giveUp(Stage.Primary from, HandOver reason, String why) {
        madeByHand = false;
        step("The " + ownName() + " tells the " + peerName() + " to change its status");
        raise(reason.initiated(self.peer()), why);
        long asked = persist(ServerStatus.SECONDARY, true);
        enter(from.giveUp(now, reason, asked), why);
    }

    void settle(Stage.Primary from, RoleReport report) {
        term = Math.max(term, report.term());
        raise(Alarm.SplitBrainDetected, "both servers have Primary status");
        raise(Alarm.SbrInitiated, "the publisher will have Primary status");
        enter(from.settle(now), "both servers had Primary status");
    }
}
