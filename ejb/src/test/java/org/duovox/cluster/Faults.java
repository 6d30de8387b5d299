package org.duovox.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Plans what befalls the two servers in one schedule, and when; buttons are pressed while something else goes wrong. */
final class Faults {

    private static final long SECOND = Simulation.SECOND;

    private final Simulation world;
    private final Random random;
    private final long window;
    private final List<Long> moments = new ArrayList<>();

    Faults(Simulation world, Random random, long window) {
        this.world = world;
        this.random = random;
        this.window = window;
    }

    void plan() {
        long at = random.nextLong(window - 2 * SECOND);
        long most = Math.min(window - at, (random.nextBoolean() ? 4 : 25) * SECOND);
        long lasts = 1 + random.nextLong(most - 1);
        SimulatedServer server = world.server(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
        switch (random.nextInt(16)) {
            case 0 -> fault(at, lasts, server.self + " crashes", server::crash, server::start);
            case 1 -> fault(at, lasts, server.self + " loses power", server::losePower, server::start);
            case 2 -> bothLosePower(at, lasts);
            case 3 -> fault(at, lasts, server.self + " leaves", server::leave, server::start);
            case 4 -> fault(at, lasts, "the wire is cut", () -> world.cut(1, 1), () -> world.cut(-1, -1));
            case 5 -> {
                int there = random.nextInt(2);
                fault(
                        at,
                        lasts,
                        "one way is cut",
                        () -> world.cut(there, 1 - there),
                        () -> world.cut(-there, there - 1));
            }
            case 6 -> isolate(at, lasts, server);
            case 7 -> fault(at, lasts, server.self + " pauses " + lasts / 1_000_000 + " ms", () -> server.pause(lasts));
            case 8 -> {
                long slow = random.nextLong(400_000_000L);
                fault(at, lasts, "the wire is slow", () -> world.slow = slow, () -> world.slow = 0);
            }
            case 9 -> disk(at, lasts, server);
            case 10, 11 -> service(at, lasts, server);
            case 12 -> {
                long entries = random.nextLong(2_000);
                fault(
                        at,
                        lasts,
                        server.self + " has a backlog of " + entries,
                        () -> server.backlog = entries,
                        () -> server.backlog = 0);
            }
            case 13 -> settings(at, lasts);
            case 14, 15 -> button(server);
            default -> throw new IllegalStateException();
        }
    }

    private void fault(long at, long lasts, String what, Runnable begin) {
        fault(at, lasts, what, begin, () -> {});
    }

    private void fault(long at, long lasts, String what, Runnable begin, Runnable end) {
        moments.add(at);
        moments.add(at + lasts);
        world.in(at, () -> {
            world.watch().note("FAULT " + what);
            begin.run();
        });
        world.in(at + lasts, () -> {
            world.watch().note("ENDED " + what);
            end.run();
        });
    }

    private void bothLosePower(long at, long lasts) {
        for (SimulatedServer server : world.servers()) {
            fault(at, 1 + random.nextLong(lasts), server.self + " loses power", server::losePower, server::start);
        }
    }

    private void isolate(long at, long lasts, SimulatedServer server) {
        fault(
                at,
                lasts,
                server.self + " is isolated",
                () -> world.isolate(server, true),
                () -> world.isolate(server, false));
    }

    private void disk(long at, long lasts, SimulatedServer server) {
        SimulatedServer.Disk disk = random.nextBoolean() ? SimulatedServer.Disk.SLOW : SimulatedServer.Disk.FAILS;
        fault(
                at,
                lasts,
                server.self + "'s disk is " + disk,
                () -> server.disk = disk,
                () -> server.disk = SimulatedServer.Disk.GOOD);
    }

    /** One that stops, fails, or comes and goes. */
    private void service(long at, long lasts, SimulatedServer server) {
        Health ill = random.nextBoolean()
                ? new Health(Set.of(), Set.of("Database"))
                : new Health(Set.of("Conversation Manager"), Set.of());
        int times = random.nextInt(3) == 0 ? 2 + random.nextInt(8) : 1;
        long part = Math.max(2, lasts / times);
        for (int i = 0; i < times; i++) {
            long begin = at + i * part;
            fault(
                    begin,
                    Math.max(1, part / 2 + random.nextLong(part / 2)),
                    server.self + ": " + ill.sentence(),
                    () -> server.health = ill,
                    () -> server.health = Health.WELL);
        }
    }

    private void settings(long at, long lasts) {
        RoleSettings other = switch (random.nextInt(4)) {
            case 0, 1 -> Simulation.SETTINGS.changingAutomatically(false);
            case 2 -> Simulation.SETTINGS.deactivatingWhenBacklogged(true);
            default -> Simulation.SETTINGS.failingBackAutomatically(false);
        };
        fault(at, lasts, "settings " + other, () -> world.change(other), () -> world.change(Simulation.SETTINGS));
    }

    private void button(SimulatedServer server) {
        Order.Kind kind = switch (random.nextInt(5)) {
            case 0, 1 -> Order.Kind.MAKE_PRIMARY;
            case 2, 3 -> Order.Kind.DEACTIVATE;
            default -> Order.Kind.ACTIVATE;
        };
        long at = moments.isEmpty() || random.nextInt(3) == 0
                ? random.nextLong(window)
                : moments.get(random.nextInt(moments.size())) + random.nextLong(3 * SECOND);
        press(Math.min(at, window - SECOND), server, kind);
        if (kind == Order.Kind.DEACTIVATE && random.nextInt(3) > 0) {
            press(Math.min(at + random.nextLong(15 * SECOND), window - SECOND), server, Order.Kind.ACTIVATE);
        }
    }

    private void press(long at, SimulatedServer server, Order.Kind kind) {
        moments.add(at);
        world.in(at, () -> server.press(kind));
    }
}
