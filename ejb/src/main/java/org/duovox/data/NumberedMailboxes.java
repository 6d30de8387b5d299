package org.duovox.data;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duovox.cluster.Member;

/**
 * Mailboxes in which every message had its number a moment ago, and what has come since: so that who gives numbers need not read whole
 * mailboxes. It hears of every change before the next command runs. What it cannot judge it forgets, and the mailbox is read again:
 * after numbers from elsewhere, after a transaction that failed, and when it has too much to remember. For the committer's thread only.
 */
final class NumberedMailboxes {

    /** Those that get messages at about the same time; some 200 bytes each. */
    static final int MOST_MAILBOXES = 1_000;

    /** Nobody takes them away while another server is Primary; reading the mailbox costs as much as so many then. */
    static final int MOST_NEW = 1_000;

    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_MAILBOXES;
        }
    };

    private record Known(Records.Highest highest, Set<String> since) {}

    Optional<Records.Numbered> find(String mailbox) {
        return Optional.ofNullable(known.get(mailbox))
                .map(found -> new Records.Numbered(found.highest(), List.copyOf(found.since())));
    }

    void remember(String mailbox, Records.Highest highest) {
        known.put(mailbox, new Known(highest, new LinkedHashSet<>()));
    }

    void forget(String mailbox) {
        known.remove(mailbox);
    }

    void forgetAll() {
        known.clear();
    }

    /**
     * A message was changed.
     *
     * @param here by a command of this server: whoever numbers says by himself what is to be remembered
     */
    void changed(Optional<Row> before, Change change, Row after, boolean here) {
        String mailbox = after.get(MessageFields.MAILBOX);
        String from = before.map(row -> row.get(MessageFields.MAILBOX)).orElse(mailbox);
        if (!from.equals(mailbox)) {
            forget(from);
            forget(mailbox);
        } else if (!here && isNumbering(change)) {
            forget(mailbox);
        } else if (before.isEmpty()) {
            Known found = known.get(mailbox);
            if (found != null && found.since().add(after.id()) && found.since().size() > MOST_NEW) {
                forget(mailbox);
            }
        }
    }

    private static boolean isNumbering(Change change) {
        return change.fields().containsKey(MessageFields.number(Member.PUBLISHER))
                || change.fields().containsKey(MessageFields.number(Member.SUBSCRIBER));
    }
}
