package org.duovox.data;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Fired (as an asynchronous CDI event) after records of these types were changed here, by us or by the peer's entries.
 *
 * @param mailboxes of changed messages, if few enough to be named
 * @param manyMailboxes more were changed than are named: think of all
 */
public record RecordsChanged(Set<EntityType> types, Set<String> mailboxes, boolean manyMailboxes) {

    /** A round of news names no more; who looks at so many one by one may as well look at all. */
    static final int MOST_NAMED = 1_000;

    public static final RecordsChanged NOTHING = new RecordsChanged(Set.of(), Set.of(), false);

    public RecordsChanged {
        types = Set.copyOf(types);
        manyMailboxes |= mailboxes.size() > MOST_NAMED;
        mailboxes = manyMailboxes ? Set.of() : Set.copyOf(mailboxes);
    }

    public boolean isNothing() {
        return types.isEmpty();
    }

    /** Both in one. */
    public RecordsChanged and(RecordsChanged other) {
        if (isNothing()) {
            return other;
        }
        if (other.isNothing()) {
            return this;
        }
        Set<EntityType> allTypes = EnumSet.copyOf(types);
        allTypes.addAll(other.types);
        Set<String> allMailboxes = new HashSet<>(mailboxes);
        allMailboxes.addAll(other.mailboxes);
        return new RecordsChanged(allTypes, allMailboxes, manyMailboxes || other.manyMailboxes);
    }
}
