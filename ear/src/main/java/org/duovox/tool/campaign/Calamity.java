package org.duovox.tool.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.fault.SmallDisk;
import org.duovox.tool.install.Clocks;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** What the campaign does to the servers. Each leaves them running and the links whole. */
enum Calamity {
    KILL_ONE(8, Need.NOTHING),
    KILL_BOTH(3, Need.NOTHING),
    HANG(6, Need.NOTHING),
    CUT(6, Need.LINKS),
    CUT_ONE_WAY(4, Need.LINKS),
    LOSS(4, Need.LINKS),
    SLOW(4, Need.LINKS),
    CUT_AND_KILL(5, Need.LINKS),
    FAILED_DISK(3, Need.PRLIMIT),
    FULL_DISK(3, Need.DISKS),
    RESTART(2, Need.NOTHING),
    MAKE_PRIMARY(4, Need.NOTHING),
    DEACTIVATE(2, Need.NOTHING),
    CLOCK(3, Need.CLOCKS);

    /** What not every machine has. */
    enum Need {
        NOTHING,
        /** Links of our own, in a network namespace. */
        LINKS,
        /** A small disk of its own for each server. */
        DISKS,
        PRLIMIT,
        CLOCKS
    }

    /** What callers say meanwhile waits in the kernel, and there is room for some 5 s. */
    private static final int LONGEST_HANG_MILLIS = 4_000;

    /** Two calls at once and what is said of them need some 200. */
    private static final int SLOWEST_KILOBITS = 300;

    private static final int FASTEST_KILOBITS = 2_000;
    private static final int SHORTEST_JUMP_SECONDS = 30;
    private static final int LONGEST_JUMP_SECONDS = 7_200;

    /** How often among all. */
    private final int share;

    private final Need need;

    Calamity(int share, Need need) {
        this.share = share;
        this.need = need;
    }

    /** One of those that can be made here. */
    static Calamity any(RandomGenerator random, Set<Need> there) {
        List<Calamity> possible = List.of(values()).stream()
                .filter(each -> there.contains(each.need))
                .toList();
        int drawn =
                random.nextInt(possible.stream().mapToInt(each -> each.share).sum());
        for (Calamity each : possible) {
            drawn -= each.share;
            if (drawn < 0) {
                return each;
            }
        }
        throw new IllegalStateException("the shares add up");
    }

    /** Those that cannot be made, for people; empty if all can. */
    static String leftOut(Set<Need> there) {
        return List.of(values()).stream()
                .filter(each -> !there.contains(each.need))
                .map(Calamity::title)
                .collect(Collectors.joining(", "));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Makes calamities happen, with all that is random drawn from the seed. */
    static final class Maker {

        private final Fault.Scene scene;
        private final Map<Member, SmallDisk> disks;
        private final History history;
        private final Load load;
        private final Terminal terminal;
        private final RandomGenerator random;

        Maker(
                Fault.Scene scene,
                Map<Member, SmallDisk> disks,
                History history,
                Load load,
                Terminal terminal,
                RandomGenerator random) {
            this.scene = scene;
            this.disks = disks;
            this.history = history;
            this.load = load;
            this.terminal = terminal;
            this.random = random;
        }

        void make(Calamity calamity) {
            Server one = scene.pair().server(random.nextBoolean() ? Member.PUBLISHER : Member.SUBSCRIBER);
            Server other = scene.other(one);
            switch (calamity) {
                case KILL_ONE -> {
                    kill(calamity, one);
                    pause(1_000, 10_000);
                    start(one);
                }
                case KILL_BOTH -> killBoth(calamity, one, other);
                case HANG -> {
                    note(calamity, "SIGSTOP of the " + one);
                    one.signal("STOP");
                    pause(500, LONGEST_HANG_MILLIS);
                    history.line("SIGCONT of the " + one);
                    one.signal("CONT");
                }
                case CUT -> {
                    note(calamity, "the link is cut");
                    scene.links().cut(one.address(), other.address());
                    pause(1_000, 30_000);
                    heal();
                }
                case CUT_ONE_WAY -> {
                    note(calamity, "the link from the " + one + " is cut");
                    scene.links().cutOneWay(one.address(), other.address());
                    pause(1_000, 15_000);
                    heal();
                }
                case LOSS -> {
                    int percent = random.nextInt(5, 40);
                    note(calamity, percent + " % of all packets between the servers are lost");
                    scene.links().lose(one.address(), other.address(), percent);
                    pause(5_000, 20_000);
                    heal();
                }
                case SLOW -> slow(calamity, one, other);
                case CUT_AND_KILL -> cutAndKill(calamity, one, other);
                case FAILED_DISK -> {
                    note(calamity, "no file of the " + one + " can grow");
                    Fault.DATABASE.make(one, scene);
                    pause(1_000, 8_000);
                    one.kill();
                    start(one);
                }
                case FULL_DISK -> fullDisk(calamity, one);
                case RESTART -> {
                    note(calamity, "the " + one + " is stopped in order");
                    one.stop(terminal);
                    start(one);
                }
                case MAKE_PRIMARY -> order(calamity, one, "make-primary");
                case DEACTIVATE -> {
                    order(calamity, one, "deactivate");
                    pause(1_000, 5_000);
                    order(calamity, one, "activate");
                }
                case CLOCK -> clock(calamity, one);
            }
        }

        private void killBoth(Calamity calamity, Server one, Server other) {
            kill(calamity, one);
            pause(0, 3_000);
            kill(calamity, other);
            load.bothDown(true);
            one.start(scene.properties());
            pause(0, 10_000);
            other.start(scene.properties());
            one.awaitReady(terminal);
            load.bothDown(false);
            other.awaitReady(terminal);
        }

        private void slow(Calamity calamity, Server one, Server other) {
            int kilobits = random.nextInt(SLOWEST_KILOBITS, FASTEST_KILOBITS);
            note(calamity, "the link carries " + kilobits + " kbit/s");
            try {
                scene.links().slow(one.address(), other.address(), kilobits);
                pause(5_000, 20_000);
            } catch (Unable kernel) {
                history.line("not done: " + kernel.getMessage());
            }
            heal();
        }

        private void cutAndKill(Calamity calamity, Server one, Server other) {
            note(calamity, "the link is cut, then:");
            scene.links().cut(one.address(), other.address());
            pause(1_000, 10_000);
            kill(calamity, one);
            boolean healsFirst = random.nextBoolean();
            if (healsFirst) {
                pause(0, 3_000);
                heal();
            }
            start(one);
            if (!healsFirst) {
                pause(0, 10_000);
                heal();
            }
        }

        /** To the last block. Once there is room again, a database that broke off is opened anew. */
        private void fullDisk(Calamity calamity, Server server) {
            SmallDisk disk = Optional.ofNullable(disks.get(server.member())).orElseThrow();
            note(calamity, "the disk of the " + server + " is full");
            disk.fill();
            pause(1_000, 8_000);
            boolean killedFirst = random.nextBoolean();
            if (killedFirst) {
                server.kill();
                pause(0, 2_000);
            }
            history.line("there is room on the disk of the " + server);
            disk.empty();
            if (!killedFirst) {
                pause(0, 5_000);
                server.kill();
            }
            start(server);
        }

        private void clock(Calamity calamity, Server server) {
            int seconds = random.nextInt(SHORTEST_JUMP_SECONDS, LONGEST_JUMP_SECONDS) * (random.nextBoolean() ? 1 : -1);
            note(calamity, "the clock of the %s is set %+d s off".formatted(server, seconds));
            Clocks.set(server.clock(), seconds);
            pause(5_000, 30_000);
            history.line("the clock of the " + server + " is right again");
            Clocks.set(server.clock(), 0);
        }

        private void heal() {
            history.line("the links are whole");
            scene.links().heal();
        }

        private void kill(Calamity calamity, Server server) {
            note(calamity, "kill -9 of the " + server);
            server.kill();
        }

        private void start(Server server) {
            history.line("the " + server + " is started");
            server.start(scene.properties());
            server.awaitReady(terminal);
        }

        /** May be refused, and then nothing happens. */
        private void order(Calamity calamity, Server server, String action) {
            note(calamity, action + " of the " + server);
            try {
                history.line(server.administration().order(server.member().word(), action, true));
            } catch (Unable refused) {
                history.line("refused: " + refused.getMessage());
            }
        }

        private void note(Calamity calamity, String what) {
            history.fault(calamity.title(), what);
            terminal.line(Terminal.now() + " " + what);
        }

        private void pause(int shortest, int longest) {
            Wait.pause(Duration.ofMillis(random.nextInt(shortest, longest)));
        }
    }
}
