package org.duovox.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold in every simulated moment. */
final class SimulationWatch {

    private static final long SECOND = 1_000_000_000L;

    private static final Map<ServerStatus, Set<ServerStatus>> MOVES = new EnumMap<>(Map.of(
            ServerStatus.STARTING,
            EnumSet.of(ServerStatus.PRIMARY, ServerStatus.SECONDARY, ServerStatus.NOT_FUNCTIONING),
            ServerStatus.SECONDARY,
            EnumSet.of(ServerStatus.PRIMARY, ServerStatus.NOT_FUNCTIONING),
            ServerStatus.PRIMARY,
            EnumSet.of(ServerStatus.SECONDARY, ServerStatus.SPLIT_BRAIN_RECOVERY),
            ServerStatus.SPLIT_BRAIN_RECOVERY,
            EnumSet.of(ServerStatus.PRIMARY, ServerStatus.SECONDARY, ServerStatus.NOT_FUNCTIONING)));

    private final Simulation world;
    private final Deque<String> log = new ArrayDeque<>();
    private Optional<String> wrong = Optional.empty();
    private long bothPrimarySince = Long.MAX_VALUE;
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

    SimulationWatch(Simulation world) {
        this.world = world;
    }

    Optional<String> wrong() {
        return wrong;
    }

    String story() {
        return String.join("\n", log);
    }

    void line(SimulatedServer server, String line) {
        note(server.self + " " + line);
    }

    void note(String line) {
        log.add("%8.3f %s".formatted(world.now() / 1e9, line));
        if (log.size() > 120) {
            log.remove();
        }
    }

    void fail(String what) {
        if (wrong.isEmpty()) {
            note("WRONG " + what);
            wrong = Optional.of(what);
        }
    }

    void moved(SimulatedServer server, RoleChanged change) {
        line(server, change.before() + " -> " + change.now() + ": " + change.why());
        if (!MOVES.getOrDefault(change.before(), Set.of()).contains(change.now())) {
            fail("illegal move " + change.before() + " -> " + change.now());
        }
    }

    /** A status is shown only when it is on disk. */
    void exposed(SimulatedServer server) {
        if (server.state.stage() instanceof Stage.Primary
                && (server.durable.status() != ServerStatus.PRIMARY || server.durable.term() < server.state.term())) {
            fail(server.self + " shows Primary before the role file says so");
        }
    }

    /** Called every 100 ms. */
    void look(SimulatedServer one, SimulatedServer other) {
        long now = world.now();
        boolean hear = primary(one) && primary(other) && hears(one) && hears(other);
        bothPrimarySince = hear ? Math.min(bothPrimarySince, now) : Long.MAX_VALUE;
        if (hear && now - bothPrimarySince > 3 * SECOND) {
            fail("two Primaries hear each other for more than 3 s");
        }
        boolean longUp = longUp(one) || longUp(other);
        boolean answers = may(one, Duty.ANSWER_CALLS) || may(other, Duty.ANSWER_CALLS);
        if (longUp && !answers) {
            fail("nobody may answer although a server is up for 35 s");
        }
        for (SimulatedServer server : List.of(one, other)) {
            if (longCut(server) && !may(server, Duty.ANSWER_CALLS)) {
                fail("the " + server.self + " answers nobody although it is up and without contact for 35 s");
            }
        }
        Optional<Alone> seen = aloneNow(one, other);
        if (seen.isEmpty() || alone.isEmpty() || !seen.get().isSame(alone.get())) {
            alone = seen;
        }
        SimulatedServer only = one.up ? one : other;
        if (alone.isPresent() && now - alone.get().since() > 35 * SECOND && !primary(only)) {
            fail("the " + only.self + " is not Primary although this process is without a peer for 35 s");
        }
    }

    private Optional<Alone> aloneNow(SimulatedServer one, SimulatedServer other) {
        SimulatedServer only = one.up ? one : other;
        SimulatedServer gone = one.up ? other : one;
        boolean able = only.awake() && !only.isolated && !only.slowDisk;
        boolean alone = only.up && !gone.up && able && !(only.state.stage() instanceof Stage.Leaving);
        return alone
                ? Optional.of(new Alone(only.self, only.incarnation, gone.incarnation, world.now()))
                : Optional.empty();
    }

    private boolean longCut(SimulatedServer server) {
        long cut = server.state.timers().decidedAt() - server.state.peer().contactSince();
        boolean able = !server.slowDisk && !(server.state.stage() instanceof Stage.Leaving);
        return longUp(server) && !server.state.peer().inContact() && cut > 35 * SECOND && able;
    }

    private boolean longUp(SimulatedServer server) {
        return server.awake() && world.now() - Math.max(server.upSince, server.pausedUntil) > 35 * SECOND;
    }

    private static boolean primary(SimulatedServer server) {
        return server.awake() && server.state.shown() == ServerStatus.PRIMARY;
    }

    private static boolean hears(SimulatedServer server) {
        return server.state.peer().inContact();
    }

    private static boolean may(SimulatedServer server, Duty duty) {
        return server.awake() && server.state.has(duty);
    }
}
