package org.duovox.cluster;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.duovox.alarm.Alarm;

/** What must hold in every decision of one server. */
final class ServerWatch {

    private static final long SECOND = Simulation.SECOND;

    private static final long NEVER = -1_000 * SECOND;

    /** Guide, table 3-1 and Manually Changing Server Status: a Primary is never deactivated. */
    private static final Map<ServerStatus, Set<ServerStatus>> MOVES = new EnumMap<>(Map.of(
            ServerStatus.STARTING,
            EnumSet.of(
                    ServerStatus.PRIMARY,
                    ServerStatus.SECONDARY,
                    ServerStatus.DEACTIVATED,
                    ServerStatus.REPLICATING_DATA,
                    ServerStatus.NOT_FUNCTIONING),
            ServerStatus.SECONDARY,
            EnumSet.of(
                    ServerStatus.PRIMARY,
                    ServerStatus.DEACTIVATED,
                    ServerStatus.REPLICATING_DATA,
                    ServerStatus.NOT_FUNCTIONING),
            ServerStatus.REPLICATING_DATA,
            EnumSet.of(ServerStatus.SECONDARY, ServerStatus.DEACTIVATED, ServerStatus.NOT_FUNCTIONING),
            ServerStatus.DEACTIVATED,
            EnumSet.of(ServerStatus.PRIMARY, ServerStatus.SECONDARY, ServerStatus.NOT_FUNCTIONING),
            ServerStatus.PRIMARY,
            EnumSet.of(ServerStatus.SECONDARY, ServerStatus.SPLIT_BRAIN_RECOVERY),
            ServerStatus.SPLIT_BRAIN_RECOVERY,
            EnumSet.of(ServerStatus.PRIMARY, ServerStatus.SECONDARY, ServerStatus.NOT_FUNCTIONING)));

    private final Simulation world;
    private final SimulatedServer server;
    private final Map<Long, Long> pressed = new HashMap<>();
    private final Map<Long, Order.Kind> kinds = new HashMap<>();
    private boolean alarmSinceChange;
    private boolean keptDeactivated;
    private long deactivatedSince = NEVER;
    private long activatePressed = NEVER;
    long makePrimaryPressed = NEVER;
    long splitAt = NEVER;
    /** Last asleep, down, leaving or deactivated. */
    long inactiveAt;

    long wellSince;
    long illSince = Long.MAX_VALUE;
    int changes;
    int changesSinceHealed;

    ServerWatch(Simulation world, SimulatedServer server) {
        this.world = world;
        this.server = server;
    }

    private void fail(String what) {
        world.watch().fail("the " + server.self.word() + " " + what);
    }

    void started() {
        line("starts");
        alarmSinceChange = false;
        if (keptDeactivated && server.durable.status() != ServerStatus.DEACTIVATED) {
            fail("forgot over a restart that it is deactivated");
        }
    }

    void ended() {
        pressed.clear();
    }

    void pressed(long number, Order.Kind kind) {
        line("is ordered: " + kind);
        pressed.put(number, world.now());
        kinds.put(number, kind);
        switch (kind) {
            case MAKE_PRIMARY -> makePrimaryPressed = world.now();
            case ACTIVATE -> {
                activatePressed = world.now();
                keptDeactivated = false;
            }
            case DEACTIVATE -> {}
        }
    }

    private void line(String line) {
        world.watch().note(server.self + " " + line);
    }

    /** Between the old state, which the server still has, and the decision. */
    void decided(RoleEvent event, Decision decision, long gap) {
        boolean alarm = false;
        boolean owing = false;
        for (RoleAction action : decision.actions()) {
            switch (action) {
                case RoleAction.Raise raise -> {
                    alarm = true;
                    raised(raise);
                }
                case RoleAction.Announce announce -> {
                    RoleChanged change = announce.change();
                    if (change.before() != change.now()) {
                        moved(change);
                        boolean startsOrEnds = change.before() == ServerStatus.STARTING
                                || decision.state().stage() instanceof Stage.Leaving
                                || decision.state().stage() instanceof Stage.Left;
                        owing |= !startsOrEnds && !alarmSinceChange;
                        alarmSinceChange = false;
                    }
                }
                case RoleAction.Answer answer -> answered(answer);
                case RoleAction.Say say -> line(say.line());
                case RoleAction.Step step -> line(step.what());
                case RoleAction.Persist persist -> {}
                case RoleAction.CheckNetwork check -> {}
                case RoleAction.PingNow ping -> {}
                case RoleAction.Left left -> {}
            }
        }
        if (owing && !alarm) {
            fail("changed its status without an alarm");
        }
        alarmSinceChange |= alarm;
        exposed(decision.state());
        woke(event, decision.state(), gap);
    }

    private void raised(RoleAction.Raise raise) {
        line(raise.alarm() + ": " + raise.why());
        if (raise.why().isBlank()) {
            fail("raised " + raise.alarm() + " without a reason");
        }
        boolean begins = raise.why().endsWith("lost")
                || raise.why().endsWith("failed")
                || raise.why().endsWith("was stopped");
        if (raise.alarm() == Alarm.AutoFailoverInitiated
                && begins
                && !world.watch().automatic()) {
            fail("took over although status is not to change automatically");
        }
    }

    private void moved(RoleChanged change) {
        line(change.before() + " -> " + change.now() + ": " + change.why());
        changes++;
        changesSinceHealed++;
        if (!MOVES.getOrDefault(change.before(), Set.of()).contains(change.now())) {
            fail("made an illegal move " + change.before() + " -> " + change.now());
        }
        if (change.why().isBlank()) {
            fail("changed its status without a reason");
        }
        if (change.now() == ServerStatus.SPLIT_BRAIN_RECOVERY) {
            splitAt = world.now();
        }
        if (change.now() == ServerStatus.DEACTIVATED) {
            deactivatedSince = world.now();
            boolean backlogged = change.before() == ServerStatus.REPLICATING_DATA;
            if (backlogged && !world.watch().deactivating()) {
                fail("was deactivated by a backlog although it is not set to be");
            }
        } else if (change.before() == ServerStatus.DEACTIVATED && change.now() != ServerStatus.NOT_FUNCTIONING) {
            if (activatePressed < deactivatedSince) {
                fail("was activated by nobody");
            }
            if (server.durable.status() == ServerStatus.DEACTIVATED) {
                fail("answers again before the role file says so");
            }
        }
    }

    private void answered(RoleAction.Answer answer) {
        line(answer.outcome().sentence());
        if (pressed.remove(answer.number()) == null) {
            fail("answered an order that nobody gave");
        }
        if (answer.outcome().sentence().isBlank()) {
            fail("answered an order without a reason");
        }
        boolean lasts = answer.outcome().done() && !answer.outcome().sentence().contains("only until");
        if (kinds.get(answer.number()) == Order.Kind.DEACTIVATE && lasts) {
            keptDeactivated = true;
            if (server.durable.status() != ServerStatus.DEACTIVATED) {
                fail("said that it is deactivated before the role file says so");
            }
        }
    }

    /** A status is shown only when it is on disk. */
    private void exposed(RoleState state) {
        if (state.stage() instanceof Stage.Primary
                && (server.durable.status() != ServerStatus.PRIMARY || server.durable.term() < state.term())) {
            fail("shows Primary before the role file says so");
        }
    }

    /** A process that slept may have been replaced. */
    private void woke(RoleEvent event, RoleState state, long gap) {
        boolean heard = event instanceof RoleEvent.PeerHeard peer && peer.proven();
        if (gap > 2 * SECOND && !heard && state.has(Duty.NOTIFY)) {
            fail("notifies at once after it stood still for " + gap / SECOND + " s");
        }
    }

    /** Called every 100 ms. */
    void look() {
        long patience = 12 * SECOND;
        for (long since : pressed.values()) {
            if (world.now() - Math.max(since, server.pausedUntil) > patience) {
                fail("has not answered an order for 12 s");
            }
        }
    }
}
