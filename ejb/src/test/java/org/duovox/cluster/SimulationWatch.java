package org.duovox.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What must hold in every simulated moment. */
final class SimulationWatch {

    private static final long SECOND = Simulation.SECOND;

    /** The grace of a lone start, the network check, 2 s more when the network was away, and a busy moment. */
    private static final long LONG = 13 * SECOND;

    /** Two Primaries that hear each other settle it by then. */
    private static final long BOTH = 3 * SECOND;

    /** A failed Primary beside a server that is well has handed over by then. */
    private static final long ILL = 4 * SECOND;

    private record Line(long at, String text) {}

    private final Simulation world;
    private final SimulatedServer publisher;
    private final SimulatedServer subscriber;
    private final ServerWatch publishers;
    private final ServerWatch subscribers;
    private final Deque<Line> log = new ArrayDeque<>();
    private Optional<String> wrong = Optional.empty();
    private long bothPrimarySince = Long.MAX_VALUE;
    private long settingsSince;
    private boolean automatic = true;
    private boolean deactivating;
    private Optional<Alone> alone = Optional.empty();

    /**
     * One process without a peer. Another process of either server is another loneliness: a grace belongs to the process
     * that waits, and begins anew when the peer was there meanwhile, however shortly.
     */
    private record Alone(Member self, int process, int peerProcess, long since) {
        boolean isSame(Alone other) {
            return self == other.self && process == other.process && peerProcess == other.peerProcess;
        }
    }

    SimulationWatch(Simulation world, SimulatedServer publisher, SimulatedServer subscriber) {
        this.world = world;
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.publishers = new ServerWatch(world, publisher);
        this.subscribers = new ServerWatch(world, subscriber);
    }

    Optional<String> wrong() {
        return wrong;
    }

    String story() {
        List<String> lines = new ArrayList<>();
        for (Line line : log) {
            lines.add("%8.3f %s".formatted(line.at() / 1e9, line.text()));
        }
        return String.join("\n", lines);
    }

    void note(String text) {
        log.add(new Line(world.now(), text));
        if (log.size() > 400) {
            log.remove();
        }
    }

    void fail(String what) {
        if (wrong.isEmpty()) {
            note("WRONG " + what);
            wrong = Optional.of(what);
        }
    }

    private ServerWatch of(SimulatedServer server) {
        return server == publisher ? publishers : subscribers;
    }

    void started(SimulatedServer server) {
        of(server).started();
    }

    void ended(SimulatedServer server) {
        of(server).inactiveAt = world.now();
        of(server).ended();
    }

    void pressed(SimulatedServer server, long number, Order.Kind kind) {
        of(server).pressed(number, kind);
    }

    void decided(SimulatedServer server, RoleEvent event, Decision decision, long gap) {
        of(server).decided(event, decision, gap);
    }

    void settingsChanged() {
        boolean now = world.settings.changesAutomatically();
        boolean deactivates = world.settings.deactivatesWhenBacklogged();
        if (now != automatic || deactivates != deactivating) {
            settingsSince = world.now();
        }
        automatic = now;
        deactivating = deactivates;
    }

    /** Whether a server may have heard of that setting: it may be asleep when it changes. */
    boolean automatic() {
        return automatic || mayNotKnow();
    }

    boolean deactivating() {
        return deactivating || mayNotKnow();
    }

    private boolean mayNotKnow() {
        long woke = Math.max(publisher.pausedUntil, subscriber.pausedUntil);
        return world.now() - Math.max(settingsSince, woke) < SECOND;
    }

    /** Called every 100 ms. */
    void look() {
        publishers.look();
        subscribers.look();
        lookAtPrimaries();
        lookAtAnswers();
        lookAtAlone();
        lookAtIllness(publisher, subscriber);
        lookAtIllness(subscriber, publisher);
    }

    private void lookAtPrimaries() {
        boolean hear = primary(publisher) && primary(subscriber) && hears(publisher) && hears(subscriber);
        bothPrimarySince = hear ? Math.min(bothPrimarySince, world.now()) : Long.MAX_VALUE;
        if (hear && world.now() - bothPrimarySince > BOTH) {
            fail("two Primaries hear each other for more than 3 s");
        }
    }

    private void lookAtAnswers() {
        boolean longUp = false;
        for (SimulatedServer server : world.servers()) {
            ServerWatch watched = of(server);
            boolean deactivated = server.durable.status() == ServerStatus.DEACTIVATED
                    || server.state.shown() == ServerStatus.DEACTIVATED;
            boolean leaving = server.state.stage() instanceof Stage.Leaving;
            if (!server.awake() || deactivated || leaving) {
                watched.inactiveAt = world.now();
            }
            boolean active = world.now() - watched.inactiveAt > LONG;
            longUp |= active;
            long cut = server.state.timers().decidedAt() - server.state.peer().contactSince();
            boolean longCut = active && !hears(server) && cut > LONG && server.disk != SimulatedServer.Disk.SLOW;
            if (longCut && !may(server)) {
                fail("the " + server.self.word() + " answers nobody although it is up and without contact for 11 s");
            }
        }
        if (longUp && !may(publisher) && !may(subscriber)) {
            fail("nobody may answer although a server is up and active for 11 s");
        }
    }

    private void lookAtAlone() {
        SimulatedServer only = publisher.up ? publisher : subscriber;
        SimulatedServer gone = publisher.up ? subscriber : publisher;
        boolean disk = only.disk == SimulatedServer.Disk.GOOD;
        boolean well = only.state.fitness().condition() != Condition.FAILED;
        boolean active = only.state.shown() != ServerStatus.DEACTIVATED;
        boolean able = only.awake() && !only.isolated && disk && well && active && automatic;
        boolean counts = only.up && !gone.up && able && !(only.state.stage() instanceof Stage.Leaving);
        if (!counts) {
            alone = Optional.empty();
            return;
        }
        Alone seen = new Alone(only.self, only.incarnation, gone.incarnation, world.now());
        if (alone.isEmpty() || !seen.isSame(alone.get())) {
            alone = Optional.of(seen);
        }
        if (world.now() - alone.get().since() > LONG + 5 * SECOND && !primary(only)) {
            fail("the " + only.self.word() + " is not Primary although this process is without a peer for 16 s");
        }
    }

    /** Guide, table 3-4. */
    private void lookAtIllness(SimulatedServer ill, SimulatedServer other) {
        ServerWatch own = of(ill);
        ServerWatch others = of(other);
        if (other.health.condition() != Condition.WELL || other.state.fitness().condition() != Condition.WELL) {
            others.wellSince = world.now();
        }
        boolean due = ill.health.condition() == Condition.FAILED
                || (ill.health.condition() == Condition.STOPPED && ill.self == Member.PUBLISHER);
        boolean can = other.awake()
                && other.state.shown() == ServerStatus.SECONDARY
                && world.now() - others.wellSince > SECOND;
        boolean free = ill.state.timers().keepUntil() - ill.state.timers().decidedAt() <= 0;
        boolean quiet =
                world.isWhole() && ill.disk == SimulatedServer.Disk.GOOD && other.disk == SimulatedServer.Disk.GOOD;
        boolean bad = primary(ill) && due && can && free && quiet && automatic && hears(ill) && hears(other);
        own.illSince = bad ? Math.min(own.illSince, world.now()) : Long.MAX_VALUE;
        if (bad && world.now() - own.illSince > ILL) {
            fail("the " + ill.self.word() + " stays Primary although " + ill.health.sentence());
        }
    }

    private static boolean primary(SimulatedServer server) {
        return server.awake() && server.state.shown() == ServerStatus.PRIMARY;
    }

    private static boolean hears(SimulatedServer server) {
        return server.state.peer().inContact();
    }

    private static boolean may(SimulatedServer server) {
        return server.awake() && server.state.has(Duty.ANSWER_CALLS);
    }

    void healed(String line) {
        note(line);
        publishers.changesSinceHealed = 0;
        subscribers.changesSinceHealed = 0;
    }

    void onePrimary() {
        if (primary(publisher) && primary(subscriber)) {
            fail("two Primaries 15 s after healing");
        }
    }

    /** One is Primary, and the one that should be. */
    boolean isSettled() {
        ServerStatus first = publisher.state.shown();
        ServerStatus second = subscriber.state.shown();
        boolean normal = first == ServerStatus.PRIMARY && second == ServerStatus.SECONDARY;
        boolean byHand = first == ServerStatus.SECONDARY
                && second == ServerStatus.PRIMARY
                && subscriber.state.madeByHand()
                && subscribers.makePrimaryPressed >= publishers.splitAt - 10 * SECOND;
        return normal || byHand;
    }

    void atTheEnd(int planned) {
        if (!isSettled()) {
            fail("in the end the publisher is " + publisher.state.shown() + ", the subscriber "
                    + subscriber.state.shown());
        }
        int changes = publishers.changes + subscribers.changes;
        if (changes > 10 + 14 * planned) {
            fail(changes + " changes for " + planned + " faults");
        }
        int late = publishers.changesSinceHealed + subscribers.changesSinceHealed;
        if (late > 16) {
            fail(late + " changes after healing");
        }
    }
}
