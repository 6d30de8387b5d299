package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

/** What every database of ours promises; run against the real one and the fake. */
public interface TransactionsContract {

    /** An empty one. */
    Transactions database();

    Stamp STAMP = new Stamp(5, Member.PUBLISHER);

    /** What a transaction finds, with a type that the compiler can tell. */
    static <T> List<T> list(Transactions database, Function<RecordStore, List<T>> work) {
        return database.inOne(work);
    }

    private static Optional<Row> find(Transactions database, EntityType type, String id) {
        return database.inOne(store -> store.find(type, id));
    }

    private static JournalState state(Transactions database) {
        return database.inOne(RecordStore::state);
    }

    private static int forget(Transactions database, int max) {
        return database.inOne(store -> store.forget(new Position(8), 5, max));
    }

    static Row row(EntityType type, String id, Map<String, String> fields) {
        Map<String, Stamp> stamps = new java.util.HashMap<>();
        fields.keySet().forEach(field -> stamps.put(field, STAMP));
        return new Row(type, id, fields, stamps);
    }

    static Entry entry(long number) {
        return new Entry(Member.PUBLISHER, Lane.RECORDS, new Position(number), new Position(number - 1), new byte[] {
            (byte) number, 1
        });
    }

    @Test
    default void aSavedRecordOfEveryTypeIsFound() {
        Transactions database = database();
        for (EntityType type : EntityType.values()) {
            Row row = row(type, "one", Map.of("name", "Ada", "unknown", "kept", "removed", "true"));
            database.inOne(store -> {
                store.save(row);
                return 0;
            });
            assertThat(find(database, type, "one")).contains(row);
        }
    }

    @Test
    default void aRecordIsFoundByItsFieldAtOnceInTheSameTransaction() {
        Row row = row(EntityType.USER, "u1", Map.of("extension", "4711"));
        assertThat(list(database(), store -> {
                    store.save(row);
                    return store.where(EntityType.USER, "extension", "4711");
                }))
                .containsExactly(row);
    }

    @Test
    default void aRecordIsNoLongerFoundByTheValueItHad() {
        assertThat(list(database(), store -> {
                    store.save(row(EntityType.MESSAGE, "m1", Map.of("mailbox", "u1")));
                    store.save(row(EntityType.MESSAGE, "m1", Map.of("mailbox", "u2")));
                    return store.where(EntityType.MESSAGE, "mailbox", "u1");
                }))
                .isEmpty();
    }

    @Test
    default void valuesLongerThanAColumnAreToldApart() {
        String long1 = "x".repeat(300) + "1";
        String long2 = "x".repeat(300) + "2";
        assertThat(list(database(), store -> {
                    store.save(row(EntityType.PORT, "p1", Map.of("name", long1)));
                    store.save(row(EntityType.PORT, "p2", Map.of("name", long2)));
                    return store.where(EntityType.PORT, "name", long2).stream()
                            .map(Row::id)
                            .toList();
                }))
                .containsExactly("p2");
    }

    @Test
    default void aFieldThatIsNotLookedForIsRefused() {
        assertThatThrownBy(() -> database().inOne(store -> store.where(EntityType.USER, "pinHash", "x")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    default void whatThrowsLeavesNoTrace() {
        Transactions database = database();
        assertThatThrownBy(() -> database.inOne(store -> {
                    store.save(row(EntityType.USER, "u1", Map.of("name", "Ada")));
                    store.append(entry(1));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(find(database, EntityType.USER, "u1")).isEmpty();
        assertThat(list(database, store -> store.journal(Position.NONE, 100))).isEmpty();
    }

    @Test
    default void theStateComesBack() {
        Transactions database = database();
        JournalState state =
                new JournalState(3, new Position(9), new HybridClock.Mark(77, 78), new Position(5), new Position(4));
        assertThat(state(database)).isEqualTo(JournalState.NONE);
        for (JournalState each : List.of(JournalState.NONE.withLast(new Position(1)), state)) {
            database.inOne(store -> {
                store.save(each);
                return 0;
            });
        }
        assertThat(state(database)).isEqualTo(state);
    }

    @Test
    default void theJournalGivesWhatFitsButAtLeastOne() {
        Transactions database = database();
        database.inOne(store -> {
            for (long n = 1; n <= 5; n++) {
                store.append(entry(n));
            }
            return 0;
        });
        assertThat(numbers(database, 1, 1)).containsExactly(2L);
        assertThat(numbers(database, 1, 4)).containsExactly(2L, 3L);
        assertThat(numbers(database, 3, 100)).containsExactly(4L, 5L);
        assertThat(numbers(database, 5, 100)).isEmpty();
        assertThat(list(database, store -> store.journal(Position.NONE, 1))
                        .getFirst()
                        .body())
                .containsExactly(1, 1);
    }

    @Test
    default void theOldestEntriesAreForgotten() {
        Transactions database = database();
        database.inOne(store -> {
            for (long n = 1; n <= 9; n++) {
                store.append(entry(n));
            }
            return 0;
        });
        assertThat(forget(database, 3)).isEqualTo(3);
        assertThat(forget(database, 100)).isEqualTo(2);
        assertThat(numbers(database, 0, 100)).containsExactly(6L, 7L, 8L, 9L);
    }

    @Test
    default void aParkedEntryIsKeptUntilItIsUnparked() {
        Transactions database = database();
        database.inOne(store -> {
            store.park(entry(7), "w".repeat(5000));
            return 0;
        });
        Entry parked = database.inOne(store -> store.parked(10)).getFirst();
        assertThat(parked.body()).containsExactly(7, 1);
        database.inOne(store -> {
            store.unpark(parked);
            return 0;
        });
        assertThat(list(database, store -> store.parked(10))).isEmpty();
    }

    @Test
    default void allRecordsOfATypeCanBeWalkedThrough() {
        Transactions database = database();
        database.inOne(store -> {
            for (String id : List.of("a", "b", "c")) {
                store.save(row(EntityType.MWI, id, Map.of("at", "1")));
            }
            return 0;
        });
        assertThat(list(database, store -> store.rows(EntityType.MWI, "a", 1)).stream()
                        .map(Row::id))
                .containsExactly("b");
    }

    private static List<Long> numbers(Transactions database, long after, int maxBytes) {
        return database.inOne(store -> store.journal(new Position(after), maxBytes)).stream()
                .map(entry -> entry.position().value())
                .toList();
    }
}
