package org.duovox.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/** Two servers, the wire between them and their faults, all from one seed and in one thread. */
public final class Simulation {

    static final RoleSettings SETTINGS = new RoleSettings(
            Duration.ofSeconds(6),
            Duration.ofSeconds(4),
            true,
            true,
            false,
            new BacklogLimits(50, Duration.ofSeconds(1), 500, Duration.ofSeconds(5), Duration.ofSeconds(3)));

    public static final long SECOND = 1_000_000_000L;

    /** After the last fault: a service counts as well again, and failback with a retry. */
    static final long HEALED = SECOND * 28;

    /** A scenario that has been settled for 2 s is over. */
    private static final int SETTLED_LOOKS = 20;

    private record Due(long at, long order, Runnable work) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final Random random;
    private final PriorityQueue<Due> agenda = new PriorityQueue<>(64);
    private final Scenario scenario;
    private final SimulationWatch watch;
    private final SimulatedServer publisher;
    private final SimulatedServer subscriber;
    private long now;
    private long order;
    private int settledFor;
    private boolean over;
    private int cutToSubscriber;
    private int cutToPublisher;
    private long openSince;
    long slow;
    RoleSettings settings = SETTINGS;

    private Simulation(long seed, Function<Member, RoleCore> cores, Scenario scenario) {
        this.random = new Random(seed);
        this.scenario = scenario;
        this.publisher = new SimulatedServer(Member.PUBLISHER, cores.apply(Member.PUBLISHER), this, random);
        this.subscriber = new SimulatedServer(Member.SUBSCRIBER, cores.apply(Member.SUBSCRIBER), this, random);
        this.watch = new SimulationWatch(this, publisher, subscriber);
        scenario.begin(this);
        publisher.lodger = scenario.lodger(publisher);
        subscriber.lodger = scenario.lodger(subscriber);
    }

    /** What went wrong in this schedule, with its story. */
    static Optional<String> run(long seed, Function<Member, RoleCore> cores) {
        return run(seed, cores, Scenario.ROLES_ONLY);
    }

    /** Two right role managers, and whatever else the scenario has in their servers. */
    public static Optional<String> run(long seed, Scenario scenario) {
        return run(seed, self -> new RoleRules(self)::decide, scenario);
    }

    private static Optional<String> run(long seed, Function<Member, RoleCore> cores, Scenario scenario) {
        Simulation simulation = new Simulation(seed, cores, scenario);
        simulation.play();
        return simulation.watch.wrong().map(wrong -> "seed " + seed + ": " + wrong + "\n" + simulation.watch.story());
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    public Random random() {
        return random;
    }

    /** A line for the story. */
    public void note(String line) {
        watch.note(line);
    }

    /** Something is not as it must be. */
    public void fail(String what) {
        watch.fail(what);
    }

    SimulationWatch watch() {
        return watch;
    }

    public SimulatedServer server(Member member) {
        return member == Member.PUBLISHER ? publisher : subscriber;
    }

    List<SimulatedServer> servers() {
        return List.of(publisher, subscriber);
    }

    public SimulatedServer peer(SimulatedServer server) {
        return server == publisher ? subscriber : publisher;
    }

    public void in(long nanos, Runnable work) {
        agenda.add(new Due(now + nanos, order++, work));
    }

    public boolean open(Member from, Member to) {
        return (to == Member.SUBSCRIBER ? cutToSubscriber : cutToPublisher) == 0 && from != to;
    }

    boolean isWhole() {
        return cutToSubscriber + cutToPublisher == 0 && slow == 0;
    }

    public long delay() {
        return 200_000 + (slow > 0 ? random.nextLong(slow) : 0);
    }

    /** Replication is level a second after the wire is open again, unless the peer has a backlog. */
    boolean levelFor(SimulatedServer server) {
        SimulatedServer peer = peer(server);
        boolean open = cutToSubscriber + cutToPublisher == 0 && peer.up;
        return open && peer.backlog == 0 && now - Math.max(openSince, peer.upSince) > SECOND;
    }

    private void play() {
        in(random.nextLong(2 * SECOND), publisher::start);
        in(random.nextBoolean() ? random.nextLong(2 * SECOND) : random.nextLong(12 * SECOND), subscriber::start);
        long window = SECOND * (15 + random.nextInt(25));
        Faults faults = new Faults(this, random, window);
        int planned = 1 + random.nextInt(8);
        for (int i = 0; i < planned; i++) {
            faults.plan();
        }
        scenario.plan(window);
        in(window, () -> heal(planned));
        long end = window + scenario.patience();
        look(end);
        while (!agenda.isEmpty() && now < end && watch.wrong().isEmpty() && !over) {
            Due due = agenda.remove();
            now = due.at();
            due.work().run();
        }
        if (!watch.isSettled()) {
            scenario.notSettled();
        }
        watch.atTheEnd(planned + scenario.faults());
        if (watch.wrong().isEmpty()) {
            scenario.atTheEnd();
        }
    }

    private void look(long end) {
        watch.look();
        scenario.look();
        settledFor = watch.isSettled() && scenario.isSettled() ? settledFor + 1 : 0;
        over = settledFor >= SETTLED_LOOKS;
        if (now < end) {
            in(100_000_000L, () -> look(end));
        }
    }

    void cut(int toSubscriber, int toPublisher) {
        cutToSubscriber += toSubscriber;
        cutToPublisher += toPublisher;
        openSince = now;
    }

    void isolate(SimulatedServer server, boolean isolated) {
        if (server.isolated == isolated) {
            return;
        }
        server.isolated = isolated;
        cut(isolated ? 1 : -1, isolated ? 1 : -1);
    }

    void change(RoleSettings wanted) {
        settings = wanted;
        watch.settingsChanged();
        servers().forEach(server -> server.learn(wanted));
    }

    private void heal(int planned) {
        watch.healed("HEALED after " + planned + " faults");
        for (SimulatedServer server : servers()) {
            isolate(server, false);
            server.heal();
            // One that just leaves comes back too.
            in(4 * SECOND, server::start);
            activateAgain(server);
        }
        cutToPublisher = 0;
        cutToSubscriber = 0;
        slow = 0;
        openSince = now;
        change(SETTINGS);
        scenario.healed();
        in(15 * SECOND, watch::onePrimary);
    }

    /** The administrator comes back to what was deactivated. */
    private void activateAgain(SimulatedServer server) {
        in(SECOND, () -> {
            if (server.up && server.state.shown() == ServerStatus.DEACTIVATED) {
                server.press(Order.Kind.ACTIVATE);
            }
            activateAgain(server);
        });
    }

    static List<String> failures(long first, int schedules, Function<Member, RoleCore> cores) {
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed < first + schedules && failures.size() < 3; seed++) {
            run(seed, cores).ifPresent(failures::add);
        }
        return failures;
    }
}
