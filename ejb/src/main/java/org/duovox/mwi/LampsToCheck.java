package org.duovox.mwi;

import java.util.HashSet;
import java.util.Set;
import org.duovox.user.UserId;

/** Whose lamps may be wrong: the few whose mailboxes changed, or everybody's. Thread-safe. */
public final class LampsToCheck {

    /** Three look-ups each; everybody's lamps in three look-ups all in all cost less than more of them one by one. */
    static final int MOST_ONE_BY_ONE = 200;

    private boolean everybody = true;
    private final Set<UserId> some = new HashSet<>();

    /**
     * What one round is to check.
     *
     * @param users if not everybody
     */
    public record Round(boolean everybody, Set<UserId> users) {

        public Round {
            users = Set.copyOf(users);
        }

        public boolean isEmpty() {
            return !everybody && users.isEmpty();
        }
    }

    public synchronized void addEverybody() {
        everybody = true;
        some.clear();
    }

    public synchronized void add(Set<UserId> users) {
        if (!everybody) {
            some.addAll(users);
        }
        if (some.size() > MOST_ONE_BY_ONE) {
            addEverybody();
        }
    }

    public synchronized boolean isEmpty() {
        return !everybody && some.isEmpty();
    }

    /** What is to be checked now; who is not found right is to be added again. */
    public synchronized Round take() {
        Round round = new Round(everybody, some);
        everybody = false;
        some.clear();
        return round;
    }
}
