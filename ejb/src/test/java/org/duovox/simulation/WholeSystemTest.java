package org.duovox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both servers with all their data under every fault that can be simulated. A failure prints its seed and its story; that one
 * schedule is played again by -Dsurefire.argLine="-Dduovox.schedules=1 -Dduovox.first.seed=SEED".
 */
class WholeSystemTest {

    /** Two minutes of one core; 100,000 by hand: -Dsurefire.argLine=-Dduovox.schedules=100000. */
    private static final int SCHEDULES = Integer.getInteger("duovox.schedules", 2_000);

    private static final long FIRST = Long.getLong("duovox.first.seed", 1);

    private static final int MOST_FAILURES = Integer.getInteger("duovox.failures", 3);

    /** Every flaw was caught within a few dozen schedules. */
    private static final int MUTANT_SCHEDULES = 400;

    private static final Logger ROOT = Logger.getLogger("");

    private static Level level = Level.INFO;

    /** Each fault is complained of, thousands of times. */
    @BeforeAll
    static void silence() {
        level = ROOT.getLevel();
        ROOT.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        ROOT.setLevel(level);
    }

    @Test
    void nothingIsLostWhateverBefallsTheServers() {
        assertThat(World.failures(FIRST, SCHEDULES, MOST_FAILURES, Flaw.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void serversThatAreBrokenOnPurposeAreCaught(Flaw flaw) {
        List<String> failures = World.failures(1, MUTANT_SCHEDULES, 1, flaw);
        assertThat(failures).as("the flaw %s", flaw).isNotEmpty();
        System.out.println("Caught: " + flaw); // ./duovox test lists them
    }
}
