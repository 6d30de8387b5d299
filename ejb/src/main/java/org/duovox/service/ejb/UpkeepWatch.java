package org.duovox.service.ejb;

import java.time.Duration;
import java.util.Optional;
import org.duovox.service.RoundWatch;
import org.duovox.upkeep.Upkeep;

/** Whether a thread that looks again and again lives, and gets on. */
final class UpkeepWatch {

    /**
     * A round may wait for the database or for the peer; both are watched by themselves and noticed earlier. Shorter, and a busy
     * machine would move the Primary status about.
     */
    static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private final RoundWatch rounds;

    UpkeepWatch() {
        this(LONGEST_ROUND);
    }

    UpkeepWatch(Duration longest) {
        rounds = new RoundWatch(longest);
    }

    /** A bean that has not started, or that ends with the server, does not fail. */
    boolean isInTime(Optional<Upkeep> upkeep) {
        return upkeep.map(running -> running.isAlive() && rounds.isInTime(running.roundUnderWay(), System.nanoTime()))
                .orElse(true);
    }
}
