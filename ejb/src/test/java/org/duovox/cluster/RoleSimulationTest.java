package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Two real cores on a simulated wire, disk and clock. A failure prints its seed and its story; that one schedule is played by
 * -Dduovox.schedules=1 -Dduovox.first.seed=SEED.
 */
class RoleSimulationTest {

    /** Half a minute on one core; a million by hand: -Dsurefire.argLine=-Dduovox.schedules=1000000. */
    private static final int SCHEDULES = Integer.getInteger("duovox.schedules", 20_000);

    private static final long FIRST = Long.getLong("duovox.first.seed", 1);

    @Test
    void twoServersAgreeWhateverBefallsThem() {
        assertThat(Simulation.failures(FIRST, SCHEDULES, self -> new RoleRules(self)::decide))
                .isEmpty();
    }
}
