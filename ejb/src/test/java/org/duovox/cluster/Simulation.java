package org.duovox.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/** Two servers, the wire between them and their faults, all from one seed and in one thread. */
final class Simulation {

    static final RoleSettings SETTINGS = new RoleSettings(Duration.ofSeconds(30), Duration.ofSeconds(10));

    private static final long SECOND = 1_000_000_000L;

    /** After the last fault: the longest lone start, then failback with its retries. */
    private static final long HEALED = SECOND * 30;

    private record Due(long at, long order, Runnable work) {}

    private final Random random;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final SimulationWatch watch = new SimulationWatch(this);
    private final SimulatedServer publisher;
    private final SimulatedServer subscriber;
    private long now;
    private long order;
    private int cutToSubscriber;
    private int cutToPublisher;
    private long slow;
    private long openSince;
    private int faults;

    private Simulation(long seed, Function<Member, RoleCore> cores) {
        this.random = new Random(seed);
        this.publisher = new SimulatedServer(Member.PUBLISHER, cores.apply(Member.PUBLISHER), this, random);
        this.subscriber = new SimulatedServer(Member.SUBSCRIBER, cores.apply(Member.SUBSCRIBER), this, random);
    }

    /** What went wrong in this schedule, with its story. */
    static Optional<String> run(long seed, Function<Member, RoleCore> cores) {
        Simulation simulation = new Simulation(seed, cores);
        simulation.play();
        return simulation.watch.wrong().map(wrong -> "seed " + seed + ": " + wrong + "\n" + simulation.watch.story());
    }

    long now() {
        return now;
    }

    SimulationWatch watch() {
        return watch;
    }

    SimulatedServer peer(SimulatedServer server) {
        return server == publisher ? subscriber : publisher;
    }

    void in(long nanos, Runnable work) {
        agenda.add(new Due(now + nanos, order++, work));
    }

    boolean open(Member from, Member to) {
        return (to == Member.SUBSCRIBER ? cutToSubscriber : cutToPublisher) == 0 && from != to;
    }

    long delay() {
        return 200_000 + (slow > 0 ? random.nextLong(slow) : 0);
    }

    /** Replication is level a second after the wire is open again. */
    boolean levelFor(SimulatedServer server) {
        boolean open = cutToSubscriber + cutToPublisher == 0 && peer(server).up;
        return open && now - Math.max(openSince, peer(server).upSince) > SECOND;
    }

    private void play() {
        in(random.nextLong(5 * SECOND), publisher::start);
        in(random.nextBoolean() ? random.nextLong(5 * SECOND) : random.nextLong(50 * SECOND), subscriber::start);
        long window = SECOND * (40 + random.nextInt(40));
        int planned = 1 + random.nextInt(6);
        for (int i = 0; i < planned; i++) {
            plan(window);
        }
        in(window, () -> heal(planned));
        long end = window + HEALED;
        look(end);
        while (!agenda.isEmpty() && now < end && watch.wrong().isEmpty()) {
            Due due = agenda.remove();
            now = due.at();
            due.work().run();
        }
        atTheEnd(planned);
    }

    private void look(long end) {
        watch.look(publisher, subscriber);
        if (now < end) {
            in(100_000_000L, () -> look(end));
        }
    }

    private void plan(long window) {
        long at = random.nextLong(window - 2 * SECOND);
        long most = Math.min(window - at, (random.nextBoolean() ? 4 : 45) * SECOND);
        long lasts = 1 + random.nextLong(most - 1);
        SimulatedServer server = random.nextBoolean() ? publisher : subscriber;
        switch (random.nextInt(9)) {
            case 0, 1 -> fault(at, lasts, server.self + " crashes", server::crash, server::start);
            case 2 -> fault(at, lasts, server.self + " leaves", server::leave, server::start);
            case 3 -> fault(at, lasts, "the wire is cut", () -> cut(1, 1), () -> cut(-1, -1));
            case 4 -> {
                int there = random.nextInt(2);
                fault(at, lasts, "one way is cut", () -> cut(there, 1 - there), () -> cut(-there, there - 1));
            }
            case 5 ->
                fault(
                        at,
                        lasts,
                        server.self + " is isolated",
                        () -> isolate(server, true),
                        () -> isolate(server, false));
            case 6 ->
                fault(
                        at,
                        lasts,
                        server.self + " pauses " + lasts / 1_000_000 + " ms",
                        () -> server.pause(lasts),
                        () -> {});
            case 7 -> {
                long most200 = random.nextLong(400_000_000L);
                fault(at, lasts, "the wire is slow", () -> slow = most200, () -> slow = 0);
            }
            case 8 ->
                fault(
                        at,
                        lasts,
                        server.self + " has a slow disk",
                        () -> server.slowDisk = true,
                        () -> server.slowDisk = false);
            default -> throw new IllegalStateException();
        }
    }

    private void fault(long at, long lasts, String what, Runnable begin, Runnable end) {
        in(at, () -> {
            watch.note("FAULT " + what);
            faults++;
            begin.run();
        });
        in(at + lasts, () -> {
            watch.note("ENDED " + what);
            end.run();
        });
    }

    private void cut(int toSubscriber, int toPublisher) {
        cutToSubscriber += toSubscriber;
        cutToPublisher += toPublisher;
        openSince = now;
    }

    private void isolate(SimulatedServer server, boolean isolated) {
        if (server.isolated == isolated) {
            return;
        }
        server.isolated = isolated;
        cut(isolated ? 1 : -1, isolated ? 1 : -1);
    }

    private void heal(int planned) {
        watch.note("HEALED after " + planned + " faults");
        for (SimulatedServer server : List.of(publisher, subscriber)) {
            isolate(server, false);
            server.slowDisk = false;
            server.start();
        }
        cutToPublisher = 0;
        cutToSubscriber = 0;
        slow = 0;
        openSince = now;
        in(15 * SECOND, () -> {
            int primaries = 0;
            for (SimulatedServer server : List.of(publisher, subscriber)) {
                primaries += server.state.shown() == ServerStatus.PRIMARY ? 1 : 0;
            }
            if (primaries > 1) {
                watch.fail("two Primaries 15 s after healing");
            }
        });
    }

    private void atTheEnd(int planned) {
        if (publisher.state.shown() != ServerStatus.PRIMARY || subscriber.state.shown() != ServerStatus.SECONDARY) {
            watch.fail("in the end the publisher is " + publisher.state.shown() + ", the subscriber "
                    + subscriber.state.shown());
        }
        int changes = publisher.changes + subscriber.changes;
        if (changes > 10 + 10 * planned) {
            watch.fail(changes + " changes for " + planned + " faults");
        }
    }

    static List<String> failures(int schedules, Function<Member, RoleCore> cores) {
        List<String> failures = new ArrayList<>();
        for (long seed = 1; seed <= schedules && failures.size() < 3; seed++) {
            run(seed, cores).ifPresent(failures::add);
        }
        return failures;
    }
}
