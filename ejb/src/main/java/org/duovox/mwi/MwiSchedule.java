package org.duovox.mwi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duovox.user.UserId;

/**
 * Decides which lamps must be told something: those whose wanted state differs from what they last acknowledged. A lamp whose
 * phone system does not answer is tried again after 1, 2, 4 ... 60 seconds. Not thread-safe; time is handed in.
 */
public final class MwiSchedule {

    /** A burst of changes must not become a storm of NOTIFYs at a phone system. */
    public static final int MOST_IN_FLIGHT = 16;

    static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    static final Duration LAST_RETRY = Duration.ofSeconds(60);

    private final Set<UserId> inFlight = new HashSet<>();
    private final Map<UserId, Failure> failures = new HashMap<>();

    private record Failure(Duration delay, long retryAtNanos) {}

    /** What to send now, of the lamps given. What is returned counts as in flight until {@link #answered}. */
    public List<UserId> due(Map<UserId, Lamp> wanted, Map<UserId, Lamp> acknowledged, long nowNanos) {
        List<UserId> due = new ArrayList<>();
        for (Map.Entry<UserId, Lamp> entry : wanted.entrySet()) {
            if (inFlight.size() >= MOST_IN_FLIGHT) {
                break;
            }
            UserId user = entry.getKey();
            boolean right = entry.getValue().equals(acknowledged.getOrDefault(user, Lamp.DARK));
            if (right) {
                failures.remove(user);
            } else if (isTimeFor(user, nowNanos) && inFlight.add(user)) {
                due.add(user);
            }
        }
        return due;
    }

    private boolean isTimeFor(UserId user, long nowNanos) {
        Failure failure = failures.get(user);
        return failure == null || nowNanos - failure.retryAtNanos >= 0;
    }

    /** The phone system answered, or did not. */
    public void answered(UserId user, boolean accepted, long nowNanos) {
        inFlight.remove(user);
        if (accepted) {
            failures.remove(user);
            return;
        }
        Failure before = failures.get(user);
        Duration delay = before == null ? FIRST_RETRY : shorter(before.delay.multipliedBy(2), LAST_RETRY);
        failures.put(user, new Failure(delay, nowNanos + delay.toNanos()));
    }

    /** Users who are no more have no failures. */
    public void retainOnly(Set<UserId> users) {
        failures.keySet().retainAll(users);
    }

    /** The duty begins anew: what failed before is tried at once. */
    public void forgetFailures() {
        failures.clear();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
