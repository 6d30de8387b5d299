package org.duovox.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;

/**
 * A database in memory: transactions one after the other, all or nothing. Kept honest by {@link TransactionsContract}. It can be
 * made to refuse, and to lose its last transactions as a disk does that lies about what it has written.
 */
public final class MemoryDatabase implements Transactions {

    /** Transactions that a lying disk may lose. */
    public static final int MOST_LOST = 8;

    private final Map<EntityType, TreeMap<String, Row>> rows = new EnumMap<>(EntityType.class);
    private final TreeMap<Long, Entry> journal = new TreeMap<>();
    private final TreeMap<Long, Entry> parked = new TreeMap<>();
    private final Deque<List<Runnable>> committed = new ArrayDeque<>();
    private JournalState state = JournalState.NONE;
    private boolean refuses;
    private long version;

    @Override
    public synchronized <T> T inOne(Function<RecordStore, T> work) {
        if (refuses) {
            throw new IllegalStateException("the disk refuses");
        }
        Store store = new Store();
        boolean done = false;
        try {
            T result = work.apply(store);
            done = true;
            return result;
        } finally {
            if (!done) {
                undo(store.undo);
            } else if (!store.undo.isEmpty()) {
                version++;
                committed.addLast(store.undo);
                if (committed.size() > MOST_LOST) {
                    committed.removeFirst();
                }
            }
        }
    }

    private static void undo(List<Runnable> changes) {
        changes.reversed().forEach(Runnable::run);
    }

    /** Every transaction fails from now on, or not. */
    public synchronized void refuse(boolean refusing) {
        refuses = refusing;
    }

    /** The last transactions were never on the disk. */
    public synchronized void lose(int transactions) {
        for (int i = 0; i < transactions && !committed.isEmpty(); i++) {
            undo(committed.removeLast());
            version++;
        }
    }

    /** A record vanishes without a word, or some fields of it. */
    public synchronized void rot(EntityType type, String id, Set<String> fields) {
        Row before = all(type).remove(id);
        if (before != null && !fields.isEmpty()) {
            Map<String, String> left = new HashMap<>(before.fields());
            Map<String, Stamp> stamps = new HashMap<>(before.stamps());
            left.keySet().removeAll(fields);
            stamps.keySet().removeAll(fields);
            all(type).put(id, new Row(type, id, left, stamps));
        }
        version++;
    }

    /** A look without a transaction, also while it refuses. */
    public synchronized Optional<Row> peek(EntityType type, String id) {
        return Optional.ofNullable(all(type).get(id));
    }

    /** All records of a type, by id, as they are from now on. */
    public synchronized Map<String, Row> peek(EntityType type) {
        return Collections.unmodifiableMap(all(type));
    }

    /** Where the journal stands. */
    public synchronized JournalState peekState() {
        return state;
    }

    /** Another one after each change. */
    public synchronized long version() {
        return version;
    }

    /** How many entries are set aside. */
    public synchronized int parkedEntries() {
        return parked.size();
    }

    private NavigableMap<String, Row> all(EntityType type) {
        return rows.computeIfAbsent(type, any -> new TreeMap<>());
    }

    private final class Store implements RecordStore {

        private final List<Runnable> undo = new ArrayList<>();

        private <K, V> void put(NavigableMap<K, V> map, K key, V value) {
            V before = map.put(key, value);
            undo.add(() -> {
                if (before == null) {
                    map.remove(key);
                } else {
                    map.put(key, before);
                }
            });
        }

        private <K, V> void remove(NavigableMap<K, V> map, K key) {
            V before = map.remove(key);
            if (before != null) {
                undo.add(() -> map.put(key, before));
            }
        }

        @Override
        public Optional<Row> find(EntityType type, String id) {
            return Optional.ofNullable(all(type).get(id));
        }

        @Override
        public List<Row> where(EntityType type, String field, String value) {
            if (field.equals("pinHash")) {
                throw new IllegalArgumentException("not looked for");
            }
            return all(type).values().stream()
                    .filter(row -> row.get(field).equals(value))
                    .toList();
        }

        @Override
        public List<Row> rows(EntityType type, String afterId, int max) {
            return all(type).tailMap(afterId, false).values().stream()
                    .limit(max)
                    .toList();
        }

        @Override
        public void save(Row row) {
            put(all(row.type()), row.id(), row);
        }

        @Override
        public JournalState state() {
            return state;
        }

        @Override
        public void save(JournalState now) {
            JournalState before = state;
            state = now;
            undo.add(() -> state = before);
        }

        @Override
        public void append(Entry entry) {
            put(journal, entry.position().value(), entry);
        }

        @Override
        public List<Entry> journal(Position after, int maxBytes) {
            List<Entry> found = new ArrayList<>();
            long bytes = 0;
            for (Entry entry : journal.tailMap(after.value(), false).values()) {
                bytes += entry.body().length;
                if (bytes > maxBytes && !found.isEmpty()) {
                    break;
                }
                found.add(entry);
            }
            return found;
        }

        @Override
        public int forget(Position upTo, long upToNumber, int max) {
            List<Long> old = journal.headMap(upTo.value(), true).keySet().stream()
                    .limit(max)
                    .filter(position -> new Position(position).number() <= upToNumber)
                    .toList();
            old.forEach(position -> remove(journal, position));
            return old.size();
        }

        @Override
        public void park(Entry entry, String why) {
            put(parked, entry.position().value(), entry);
        }

        @Override
        public List<Entry> parked(int max) {
            return parked.values().stream().limit(max).toList();
        }

        @Override
        public void unpark(Entry entry) {
            remove(parked, entry.position().value());
        }
    }
}
