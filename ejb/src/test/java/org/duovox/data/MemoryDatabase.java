package org.duovox.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;

/** A database in memory: transactions one after the other, all or nothing. Kept honest by {@link TransactionsContract}. */
public final class MemoryDatabase implements Transactions {

    private Content content = new Content();

    private static final class Content {
        final Map<EntityType, TreeMap<String, Row>> rows = new LinkedHashMap<>();
        final TreeMap<Long, Entry> journal = new TreeMap<>();
        final TreeMap<Long, Entry> parked = new TreeMap<>();
        JournalState state = JournalState.NONE;

        Content copy() {
            Content copy = new Content();
            rows.forEach((type, some) -> copy.rows.put(type, new TreeMap<>(some)));
            copy.journal.putAll(journal);
            copy.parked.putAll(parked);
            copy.state = state;
            return copy;
        }
    }

    @Override
    public synchronized <T> T inOne(Function<RecordStore, T> work) {
        Content draft = content.copy();
        T result = work.apply(new Store(draft));
        content = draft;
        return result;
    }

    private record Store(Content content) implements RecordStore {

        private TreeMap<String, Row> all(EntityType type) {
            return content.rows.computeIfAbsent(type, any -> new TreeMap<>());
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
            all(row.type()).put(row.id(), row);
        }

        @Override
        public JournalState state() {
            return content.state;
        }

        @Override
        public void save(JournalState state) {
            content.state = state;
        }

        @Override
        public void append(Entry entry) {
            content.journal.put(entry.position().value(), entry);
        }

        @Override
        public List<Entry> journal(Position after, int maxBytes) {
            List<Entry> found = new ArrayList<>();
            long bytes = 0;
            for (Entry entry : content.journal.tailMap(after.value(), false).values()) {
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
            List<Long> old = content.journal.headMap(upTo.value(), true).keySet().stream()
                    .limit(max)
                    .filter(position -> new Position(position).number() <= upToNumber)
                    .toList();
            old.forEach(content.journal::remove);
            return old.size();
        }

        @Override
        public void park(Entry entry, String why) {
            content.parked.put(entry.position().value(), entry);
        }

        @Override
        public List<Entry> parked(int max) {
            return content.parked.values().stream().limit(max).toList();
        }

        @Override
        public void unpark(Entry entry) {
            content.parked.remove(entry.position().value());
        }
    }
}
