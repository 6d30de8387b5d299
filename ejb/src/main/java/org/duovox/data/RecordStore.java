package org.duovox.data;

import java.util.List;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;

/** The database within one transaction: what is written shows to the same transaction at once, and to others when it commits. */
public interface RecordStore extends Records {

    void save(Row row);

    JournalState state();

    void save(JournalState state);

    void append(Entry entry);

    /** Our own entries after a position, oldest first: at least one if there is one, then as many as fit. */
    List<Entry> journal(Position after, int maxBytes);

    /** Forgets the oldest of our own entries, at most so many, none after the position nor of a greater number; says how many. */
    int forget(Position upTo, long upToNumber, int max);

    /** Sets an entry of the peer aside that could not be applied. */
    void park(Entry entry, String why);

    /** Entries that were set aside, oldest first. */
    List<Entry> parked(int max);

    void unpark(Entry entry);

    /** Records in the order of type and id, after the given one; for a peer that needs them all. */
    List<Row> rows(EntityType type, String afterId, int max);
}
