package org.duovox.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.LongFunction;

/** One server of a simulation: the real rules, and a process, a disk and a clock that may fail. */
final class SimulatedServer {

    final Member self;
    private final RoleCore core;
    private final Simulation world;
    private final Random random;
    private final Deque<LongFunction<RoleEvent>> inbox = new ArrayDeque<>();

    RoleState state;
    StoredRole durable = StoredRole.NEW;
    boolean up;
    long upSince;
    boolean isolated;
    boolean slowDisk;
    long pausedUntil;
    int incarnation;
    int changes;
    private long clockOffset;
    private long diskFree;
    private boolean pinging;
    private boolean pingAgain;
    private boolean connectionProven;

    SimulatedServer(Member self, RoleCore core, Simulation world, Random random) {
        this.self = self;
        this.core = core;
        this.world = world;
        this.random = random;
        this.state = RoleState.starting(durable, 0, 0);
    }

    void start() {
        if (up) {
            return;
        }
        up = true;
        world.watch().line(this, "starts");
        incarnation++;
        upSince = world.now();
        pausedUntil = 0;
        clockOffset = random.nextLong();
        durable = durable.nextEpoch();
        diskFree = world.now();
        state = RoleState.starting(durable, random.nextLong(), clockOffset + world.now());
        inbox.clear();
        pinging = false;
        connectionProven = false;
        int mine = incarnation;
        world.in(0, () -> tick(mine));
        world.in(0, () -> ping(mine));
    }

    /** The process dies; the kernel resets its connections. */
    void crash() {
        if (!up) {
            return;
        }
        up = false;
        state = RoleState.starting(durable, 0, 0);
        SimulatedServer peer = world.peer(this);
        if (world.open(self, peer.self)) {
            int theirs = peer.incarnation;
            world.in(world.delay(), () -> peer.lostConnection(theirs));
        }
    }

    private void lostConnection(int mine) {
        if (mine == incarnation && up) {
            connectionProven = false;
            pinging = false;
            receive(now -> new RoleEvent.PingFailed(now, PingFailure.RESET));
            ping(mine);
        }
    }

    boolean awake() {
        return up && world.now() >= pausedUntil;
    }

    void pause(long nanos) {
        if (up) {
            pausedUntil = Math.max(pausedUntil, world.now() + nanos);
            int mine = incarnation;
            world.in(pausedUntil - world.now(), () -> wake(mine));
        }
    }

    private void wake(int mine) {
        while (mine == incarnation && awake() && !inbox.isEmpty()) {
            step(inbox.remove());
        }
    }

    void leave() {
        receive(RoleEvent.Leave::new);
    }

    private void receive(LongFunction<RoleEvent> event) {
        if (awake()) {
            step(event);
        } else if (up) {
            inbox.add(event);
        }
    }

    private void step(LongFunction<RoleEvent> event) {
        if (!up) {
            return;
        }
        Decision decision = core.decide(state, event.apply(clockOffset + world.now()));
        state = decision.state();
        world.watch().exposed(this);
        for (RoleAction action : decision.actions()) {
            carryOut(action);
        }
    }

    private void carryOut(RoleAction action) {
        int mine = incarnation;
        switch (action) {
            case RoleAction.Persist persist -> {
                long latency = slowDisk ? random.nextLong(4_000_000_000L) : random.nextLong(20_000_000L);
                diskFree = Math.max(diskFree, world.now()) + latency;
                world.in(diskFree - world.now(), () -> written(mine, persist));
            }
            case RoleAction.CheckNetwork check -> {
                boolean silent = isolated;
                long latency = silent ? 1_500_000_000L : random.nextLong(300_000_000L);
                NetworkAnswer answer = new NetworkAnswer(
                        silent ? NetworkAnswer.Kind.SILENT : NetworkAnswer.Kind.ANSWERED, "simulated");
                world.in(latency, () -> {
                    if (mine == incarnation) {
                        receive(now -> new RoleEvent.NetworkChecked(now, check.ticket(), answer));
                    }
                });
            }
            case RoleAction.PingNow ping -> world.in(0, () -> ping(mine));
            case RoleAction.Announce announce -> {
                if (announce.change().before() != announce.change().now()) {
                    changes++;
                    world.watch().moved(this, announce.change());
                }
            }
            case RoleAction.Left left ->
                world.in(1, () -> {
                    if (mine == incarnation) {
                        crash();
                    }
                });
            case RoleAction.Raise raise -> world.watch().line(this, raise.alarm() + ": " + raise.why());
            case RoleAction.Say say -> world.watch().line(this, say.line());
            case RoleAction.Refuse refuse -> world.watch().line(this, refuse.why());
        }
    }

    private void written(int mine, RoleAction.Persist persist) {
        if (mine == incarnation && up) {
            durable = persist.role();
            receive(now -> new RoleEvent.Persisted(now, persist.ticket()));
        }
    }

    private void tick(int mine) {
        if (mine != incarnation || !up) {
            return;
        }
        if (awake()) {
            boolean level = world.levelFor(this);
            if (level != state.level()) {
                step(now -> new RoleEvent.Replication(now, level));
            }
            step(RoleEvent.Tick::new);
        }
        world.in(100_000_000L, () -> tick(mine));
    }

    // Pings: one at a time, each on the connection of the last one if that was answered.

    private void ping(int mine) {
        if (mine != incarnation || !awake()) {
            if (mine == incarnation && up) {
                world.in(250_000_000L, () -> ping(mine));
            }
            return;
        }
        if (pinging) {
            pingAgain = true;
            return;
        }
        pinging = true;
        SimulatedServer peer = world.peer(this);
        boolean proven = connectionProven;
        RoleReport report = state.report(self);
        boolean[] ended = {false};
        if (world.open(self, peer.self)) {
            world.in(world.delay(), () -> peer.asked(report, proven, this, mine, ended));
        }
        world.in(
                2_000_000_000L,
                () -> pingEnded(mine, ended, now -> new RoleEvent.PingFailed(now, PingFailure.TIMEOUT), false));
    }

    private void asked(RoleReport report, boolean proven, SimulatedServer from, int theirs, boolean[] ended) {
        if (!world.open(self, from.self)) {
            return;
        }
        if (!up) {
            world.in(
                    world.delay(),
                    () -> from.pingEnded(
                            theirs, ended, now -> new RoleEvent.PingFailed(now, PingFailure.REFUSED), false));
            return;
        }
        if (!awake()) {
            int mine = incarnation;
            world.in(Math.max(1, pausedUntil - world.now()), () -> {
                if (mine == incarnation) {
                    asked(report, proven, from, theirs, ended);
                }
            });
            return;
        }
        RoleReport answer = state.report(self);
        world.in(world.delay(), () -> {
            if (world.open(self, from.self)) {
                from.pingEnded(theirs, ended, now -> new RoleEvent.PeerHeard(now, answer, true), true);
            }
        });
        step(now -> new RoleEvent.PeerHeard(now, report, proven));
    }

    private void pingEnded(int mine, boolean[] ended, LongFunction<RoleEvent> outcome, boolean answered) {
        if (mine != incarnation || ended[0] || !up) {
            return;
        }
        ended[0] = true;
        pinging = false;
        connectionProven = answered;
        receive(outcome);
        boolean soon = pingAgain;
        pingAgain = false;
        world.in(soon ? 0 : 250_000_000L, () -> ping(mine));
    }
}
