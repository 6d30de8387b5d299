package org.duovox.cluster;

import java.time.Duration;

/**
 * What an administrator may set of the rules.
 *
 * @param startGrace how long a lone starting server waits for its peer before it becomes Primary
 * @param failback how long both must be healthy and level before the publisher becomes Primary again
 */
public record RoleSettings(Duration startGrace, Duration failback) {

    private static final Duration LONGEST = Duration.ofHours(24);

    public static final RoleSettings STANDARD = new RoleSettings(Duration.ofSeconds(30), Duration.ofSeconds(30));

    public RoleSettings {
        require(startGrace, "start grace");
        require(failback, "failback");
    }

    private static void require(Duration duration, String name) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The " + name + " time must be 0 s to 24 h, not " + duration);
        }
    }
}
