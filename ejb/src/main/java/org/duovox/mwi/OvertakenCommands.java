package org.duovox.mwi;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duovox.user.UserId;

/**
 * Lamps that a command may still reach which a later one overtook: of a server that died, or over a network that was slow. Such a
 * lamp is told again when that cannot be any more. Not thread-safe; time is handed in.
 */
final class OvertakenCommands {

    /** Whoever sent it has given up by then: Timer F of RFC 3261, 17.1.2.2. */
    static final Duration LATEST = Duration.ofSeconds(32);

    /** Over TCP, what was written goes on after a cut as late again as the cut took; the kernel of a server that died gives up sooner. */
    static final Duration LATEST_BY_TCP = Duration.ofMinutes(4);

    private final Map<UserId, Known> known = new HashMap<>();

    private record Known(String commands, long untilNanos) {}

    /**
     * These lamps are like that now.
     *
     * @param byTcp whose commands go over a connection
     */
    void look(Map<UserId, LampState> states, Predicate<UserId> byTcp, long nowNanos) {
        states.forEach((user, state) -> {
            Known before = known.get(user);
            if (state.overtaken().isEmpty()) {
                known.remove(user);
            } else if (before == null || !before.commands().equals(state.overtaken())) {
                Duration latest = byTcp.test(user) ? LATEST_BY_TCP : LATEST;
                known.put(user, new Known(state.overtaken(), nowNanos + latest.toNanos()));
            }
        });
    }

    /** Who is to be told again now, and because of which commands. */
    Map<UserId, String> due(long nowNanos) {
        return known.entrySet().stream()
                .filter(entry -> nowNanos - entry.getValue().untilNanos() >= 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().commands()));
    }

    /** Users who are no more have no lamps. */
    void retainOnly(Set<UserId> users) {
        known.keySet().retainAll(users);
    }
}
