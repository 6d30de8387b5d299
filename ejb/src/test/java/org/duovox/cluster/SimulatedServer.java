package org.duovox.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.LongFunction;

/** One server of a simulation: the real rules, and a process, a disk and a clock that may fail. */
public final class SimulatedServer {

    /** What becomes of a write to the role file. */
    enum Disk {
        GOOD,
        SLOW,
        FAILS
    }

    private static final long TICK = 100_000_000L;

    private static final long PING = 250_000_000L;

    final Member self;
    private final RoleCore core;
    private final Simulation world;
    private final Random random;
    private final Deque<LongFunction<RoleEvent>> inbox = new ArrayDeque<>();

    RoleState state;
    StoredRole durable = StoredRole.NEW;
    boolean up;
    /** Without power not even a refusal comes back. */
    private boolean dark;

    long upSince;
    boolean isolated;
    Disk disk = Disk.GOOD;
    Health health = Health.WELL;
    long backlog;
    long pausedUntil;
    int incarnation;
    private Health healthSaid = Health.WELL;
    private RoleSettings settings = Simulation.SETTINGS;
    private RoleAction.Persist writing = new RoleAction.Persist(0, StoredRole.NEW);
    private boolean writeUnderWay;
    private long orders;
    private long lastStep;
    private long clockOffset;
    private long diskFree;
    private boolean pinging;
    private boolean pingAgain;
    private boolean connectionProven;
    Lodger lodger = Lodger.NOBODY;

    SimulatedServer(Member self, RoleCore core, Simulation world, Random random) {
        this.self = self;
        this.core = core;
        this.world = world;
        this.random = random;
        this.state = RoleState.starting(durable, settings, 0, 0);
    }

    void start() {
        if (up) {
            return;
        }
        world.watch().started(this);
        up = true;
        dark = false;
        incarnation++;
        upSince = world.now();
        lastStep = world.now();
        pausedUntil = 0;
        // The monotonic clock of a process starts anywhere and may overflow; the wall clock is not even asked.
        clockOffset = random.nextLong();
        durable = durable.nextEpoch();
        diskFree = world.now();
        writeUnderWay = false;
        state = RoleState.starting(durable, settings, random.nextLong(), clockOffset + world.now());
        healthSaid = Health.WELL;
        inbox.clear();
        pinging = false;
        connectionProven = false;
        int mine = incarnation;
        world.in(0, () -> tick(mine));
        world.in(0, () -> ping(mine));
        lodger.started();
    }

    public Member self() {
        return self;
    }

    public boolean isUp() {
        return up;
    }

    /** The duty as the role manager gives it; one that only one server may have not after a pause (RoleLoop). */
    public boolean has(Duty duty) {
        boolean alone = duty == Duty.NOTIFY || duty == Duty.TRANSFER_MESSAGES;
        boolean asleep = clockOffset + world.now() - state.timers().decidedAt() > RoleTimes.REPLACED_GAP;
        return up && state.has(duty) && !(alone && asleep);
    }

    public ServerStatus status() {
        return state.shown();
    }

    public boolean peerInContact() {
        return state.peer().inContact();
    }

    /** Stands still until then. */
    public long pausedUntil() {
        return pausedUntil;
    }

    /** Cut off from everything, the phone system too. */
    public boolean isIsolated() {
        return isolated;
    }

    public boolean diskFails() {
        return disk == Disk.FAILS;
    }

    public boolean diskIsGood() {
        return disk == Disk.GOOD;
    }

    /** Of a write that is forced. */
    public long diskLatency() {
        return disk == Disk.SLOW ? random.nextLong(4_000_000_000L) : random.nextLong(20_000_000L);
    }

    /** How often it was started, as the role file says. */
    public long starts() {
        return durable.epoch();
    }

    /** Its process dies, and begins anew so much later. */
    public void die(long nanos) {
        crash();
        world.in(nanos, this::start);
    }

    /** Has no power for so long. */
    public void cutPower(long nanos) {
        losePower();
        world.in(nanos, this::start);
    }

    /** The process dies; the kernel resets its connections and may finish its write. */
    void crash() {
        if (!up) {
            return;
        }
        if (writeUnderWay && disk != Disk.FAILS && random.nextBoolean()) {
            durable = writing.role();
        }
        end(false);
        SimulatedServer peer = world.peer(this);
        if (world.open(self, peer.self)) {
            int theirs = peer.incarnation;
            world.in(world.delay(), () -> peer.lostConnection(theirs));
        }
    }

    void losePower() {
        if (up) {
            dark = true;
            end(true);
        }
    }

    private void end(boolean powerLost) {
        up = false;
        lodger.ended(powerLost);
        state = RoleState.starting(durable, settings, 0, 0);
        world.watch().ended(this);
    }

    void heal() {
        disk = Disk.GOOD;
        health = Health.WELL;
        backlog = 0;
        start();
    }

    void learn(RoleSettings wanted) {
        settings = wanted;
        receive(now -> new RoleEvent.SettingsChanged(now, wanted));
    }

    /** An administrator chooses an action for this server. */
    void press(Order.Kind kind) {
        if (up) {
            long number = ++orders;
            world.watch().pressed(this, number, kind);
            receive(now -> new RoleEvent.Ordered(now, number, kind));
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

    private void step(LongFunction<RoleEvent> happened) {
        if (!up) {
            return;
        }
        RoleEvent event = happened.apply(clockOffset + world.now());
        Decision decision = core.decide(state, event);
        world.watch().decided(this, event, decision, world.now() - lastStep);
        lastStep = world.now();
        state = decision.state();
        for (RoleAction action : decision.actions()) {
            carryOut(action);
        }
    }

    private void carryOut(RoleAction action) {
        int mine = incarnation;
        switch (action) {
            case RoleAction.Persist persist -> write(mine, persist);
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
            case RoleAction.Left left ->
                world.in(1, () -> {
                    if (mine == incarnation) {
                        crash();
                    }
                });
            case RoleAction.Announce announce -> lodger.announced(announce.change());
            case RoleAction.Raise raise -> {}
            case RoleAction.Say say -> {}
            case RoleAction.Step step -> {}
            case RoleAction.Answer answer -> {}
        }
    }

    private void write(int mine, RoleAction.Persist persist) {
        diskFree = Math.max(diskFree, world.now()) + diskLatency();
        writing = persist;
        writeUnderWay = true;
        world.in(diskFree - world.now(), () -> {
            if (mine != incarnation || !up) {
                return;
            }
            writeUnderWay = !writing.equals(persist);
            if (disk == Disk.FAILS) {
                receive(now -> new RoleEvent.PersistFailed(now, persist.ticket(), "simulated"));
            } else {
                durable = persist.role();
                receive(now -> new RoleEvent.Persisted(now, persist.ticket()));
            }
        });
    }

    private void tick(int mine) {
        if (mine != incarnation || !up) {
            return;
        }
        if (awake()) {
            Lodger.Progress real = lodger.progress().orElse(new Lodger.Progress(world.levelFor(this), 0, 0));
            long entries = backlog + real.entries();
            long lag = Math.max(real.lagMillis(), backlog > 0 ? BacklogLimits.BURST_MILLIS : 0);
            Backlog known = state.backlog();
            if (real.level() != state.level() || entries != known.entries() || lag != known.lagMillis()) {
                step(now -> new RoleEvent.Replication(now, real.level(), entries, lag));
            }
            if (!health.equals(healthSaid)) {
                Health seen = health;
                healthSaid = seen;
                step(now -> new RoleEvent.ServicesSeen(now, seen));
            }
            step(RoleEvent.Tick::new);
        }
        world.in(TICK, () -> tick(mine));
    }

    // Pings: one at a time, each on the connection of the last one if that was answered.

    private void ping(int mine) {
        if (mine != incarnation || !awake()) {
            if (mine == incarnation && up) {
                world.in(PING, () -> ping(mine));
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
        if (world.open(self, peer.self) && !peer.dark) {
            world.in(world.delay(), () -> peer.asked(report, proven, this, mine, ended));
        }
        world.in(
                2_000_000_000L,
                () -> pingEnded(mine, ended, now -> new RoleEvent.PingFailed(now, PingFailure.TIMEOUT), false));
    }

    private void asked(RoleReport report, boolean proven, SimulatedServer from, int theirs, boolean[] ended) {
        if (!world.open(self, from.self) || dark) {
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
        world.in(soon ? 0 : PING, () -> ping(mine));
    }
}
