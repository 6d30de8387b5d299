package org.duovox.data;

import java.util.List;
import java.util.Optional;

/** The records as a {@link WriteCommand} sees them, while nobody else writes. */
public interface Records {

    Optional<Row> find(EntityType type, String id);

    /** Records whose field has this value; the field must be one that the store indexes (extension, mailbox, name, server). */
    List<Row> where(EntityType type, String field, String value);

    /** What is remembered of a mailbox since {@link #allNumbered}; empty when it has to be read. */
    default Optional<Numbered> numbered(String mailbox) {
        return Optional.empty();
    }

    /** With what the command writes, all messages of the mailbox have a number for mail clients that may be shown. */
    default void allNumbered(String mailbox, Highest highest) {}

    /** Numbers of the mailbox change, and it is to be read again. */
    default void notAllNumbered(String mailbox) {}

    /**
     * A mailbox whose messages have their numbers.
     *
     * @param since ids of those that came after that, and have none
     */
    record Numbered(Highest highest, List<String> since) {

        public Numbered {
            since = List.copyOf(since);
        }
    }

    /**
     * The greatest numbers in a mailbox, 0 where there is none.
     *
     * @param own that this server gave, or holds
     * @param other that the other server shows
     */
    record Highest(long own, long other) {}
}
