package org.duovox.cluster;

import java.time.Duration;

/**
 * What an administrator may set of the rules (guide, Customizing Cluster Settings).
 *
 * @param startGrace how long a lone starting server waits for its peer before it becomes Primary, and one beside a Primary for
 *     the Primary's data before it serves with what it has (Replicating Data)
 * @param failback how long both must be healthy and level before the publisher becomes Primary again
 * @param changesAutomatically "Automatically change server status when the publisher server fails": without it neither a lost
 *     peer nor a critical service that stopped or failed changes a status
 * @param failsBackAutomatically the publisher becomes Primary again by itself, unless an administrator made the subscriber so
 * @param deactivatesWhenBacklogged "Deactivate server with Secondary status when replication is backlogged"
 */
public record RoleSettings(
        Duration startGrace,
        Duration failback,
        boolean changesAutomatically,
        boolean failsBackAutomatically,
        boolean deactivatesWhenBacklogged,
        BacklogLimits backlog) {

    private static final Duration LONGEST = Duration.ofHours(24);

    public static final RoleSettings STANDARD =
            new RoleSettings(Duration.ofSeconds(30), Duration.ofSeconds(30), true, true, false, BacklogLimits.STANDARD);

    public RoleSettings {
        require(startGrace, "start grace");
        require(failback, "failback");
    }

    private static void require(Duration duration, String name) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The " + name + " time must be 0 s to 24 h, not " + duration);
        }
    }

    /** Without waiting for a peer. */
    public RoleSettings startingAtOnce() {
        return new RoleSettings(
                Duration.ZERO,
                failback,
                changesAutomatically,
                failsBackAutomatically,
                deactivatesWhenBacklogged,
                backlog);
    }

    public RoleSettings changingAutomatically(boolean automatically) {
        return new RoleSettings(
                startGrace, failback, automatically, failsBackAutomatically, deactivatesWhenBacklogged, backlog);
    }

    public RoleSettings failingBackAutomatically(boolean automatically) {
        return new RoleSettings(
                startGrace, failback, changesAutomatically, automatically, deactivatesWhenBacklogged, backlog);
    }

    public RoleSettings deactivatingWhenBacklogged(boolean deactivates) {
        return new RoleSettings(
                startGrace, failback, changesAutomatically, failsBackAutomatically, deactivates, backlog);
    }
}
