package org.duovox.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duovox.alarm.Alarm;
import org.duovox.cluster.RoleState.Network;
import org.duovox.cluster.RoleState.Network.Progress;
import org.duovox.cluster.RoleState.Peer;
import org.duovox.cluster.RoleState.Timers;
import org.duovox.cluster.Stage.Candidate;
import org.duovox.cluster.Stage.Claim;
import org.duovox.cluster.Stage.TakingOver;
import org.jspecify.annotations.Nullable;

/** The working copy of one decision: what is known, and the moves; each move changes stage, announcement and alarm together. */
final class Turn {

    private final Member self;
    private final RoleState before;
    private final long now;
    private final List<RoleAction> actions = new ArrayList<>();

    private Stage stage;
    private long term;
    private boolean madeByHand;
    private boolean level;
    private Peer peer;
    private Network network;
    private Timers timers;
    private long ticket;

    Turn(Member self, RoleState before, long now) {
        this.self = self;
        this.before = before;
        this.now = now;
        this.stage = before.stage();
        this.term = before.term();
        this.madeByHand = before.madeByHand();
        this.level = before.level();
        this.peer = before.peer();
        this.network = before.network();
        this.timers = before.timers();
        this.ticket = before.ticket();
    }

    Decision decision() {
        Timers stamped = new Timers(
                now,
                timers.vacantSince(),
                timers.steadySince(),
                timers.holdUntil(),
                timers.suspended(),
                timers.suspendedSince());
        RoleState after = new RoleState(
                stage,
                term,
                madeByHand,
                before.serial() + 1,
                level,
                peer,
                network,
                stamped,
                ticket,
                before.epoch(),
                before.startId());
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

    Timers timers() {
        return timers;
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
        return now - timers.holdUntil() < 0;
    }

    String peerName() {
        return name(self.peer());
    }

    String ownName() {
        return name(self);
    }

    private static String name(Member member) {
        return member.name().toLowerCase(Locale.ROOT);
    }

    // What becomes known.

    void level(boolean caughtUp) {
        level = caughtUp;
    }

    void peer(Peer known) {
        peer = known;
    }

    void network(Progress progress, long asked, boolean complained) {
        network = new Network(progress, now, asked, complained);
    }

    void vacantSince(long since) {
        timers = new Timers(
                timers.decidedAt(),
                since,
                timers.steadySince(),
                timers.holdUntil(),
                timers.suspended(),
                timers.suspendedSince());
    }

    void steadySince(long since) {
        timers = new Timers(
                timers.decidedAt(),
                timers.vacantSince(),
                since,
                timers.holdUntil(),
                timers.suspended(),
                timers.suspendedSince());
    }

    void holdUntil(long until) {
        timers = new Timers(
                timers.decidedAt(),
                timers.vacantSince(),
                timers.steadySince(),
                until,
                timers.suspended(),
                timers.suspendedSince());
    }

    void suspend(boolean suspended) {
        timers = new Timers(
                timers.decidedAt(), timers.vacantSince(), timers.steadySince(), timers.holdUntil(), suspended, now);
    }

    // What is ordered.

    void order(RoleAction action) {
        actions.add(action);
    }

    void raise(Alarm alarm, String why) {
        actions.add(new RoleAction.Raise(alarm, why));
    }

    void say(String line) {
        actions.add(new RoleAction.Say(line));
    }

    long nextTicket() {
        return ++ticket;
    }

    long persist(ServerStatus status, boolean pendingSwap) {
        long order = nextTicket();
        actions.add(
                new RoleAction.Persist(order, new StoredRole(status, term, pendingSwap, madeByHand, before.epoch())));
        return order;
    }

    void announceContact(boolean inContact, String why) {
        actions.add(new RoleAction.Announce(new RoleChanged(stage.shown(), stage.shown(), inContact, why)));
    }

    // Moves.

    /** Enters a stage; a change of the shown status is announced and the peer told at once. */
    void enter(Stage next, String why) {
        ServerStatus was = stage.shown();
        stage = next;
        vacantSince(now);
        steadySince(now);
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
        long order = nextTicket();
        StoredRole role = new StoredRole(ServerStatus.PRIMARY, next, false, byHand, before.epoch());
        cause.initiated().ifPresent(alarm -> raise(alarm, why));
        enter(from.takeOver(now, new Claim(next, order, cause, byHand, why)), why);
        actions.add(new RoleAction.Persist(order, role));
    }

    void becomePrimary(TakingOver from) {
        Claim claim = from.claim();
        term = claim.term();
        madeByHand = claim.madeByHand();
        enter(from.persisted(now), claim.why());
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
        long order = persist(ServerStatus.SECONDARY, true);
        enter(from.giveUp(now, reason, order), why);
    }

    void settle(Stage.Primary from, RoleReport report) {
        term = Math.max(term, report.term());
        raise(Alarm.SplitBrainDetected, "both servers have Primary status");
        raise(Alarm.SbrInitiated, "the publisher will have Primary status");
        enter(from.settle(now), "both servers had Primary status");
    }
}
