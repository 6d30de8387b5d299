package org.duovox.data.jpa;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.cluster.Member;
import org.duovox.data.EntityType;
import org.duovox.data.JournalState;
import org.duovox.data.RecordStore;
import org.duovox.data.Row;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/** Records and journal through the entity manager of one transaction. */
public final class JpaRecordStore implements RecordStore {

    /** Entries read at a time: a query's worth of small ones is about a slot. */
    private static final int ENTRIES_AT_ONCE = 512;

    private static final Map<EntityType, List<String>> LOOKED_FOR = Map.of(
            EntityType.ADMINISTRATOR, List.of("name"),
            EntityType.USER, List.of("extension", "name", "phoneSystem"),
            EntityType.PHONE_SYSTEM, List.of("name"),
            EntityType.PORT_GROUP, List.of("name", "phoneSystem"),
            EntityType.PORT, List.of("name", "portGroup", "server"),
            EntityType.MESSAGE, List.of("mailbox"),
            EntityType.MWI, List.of(),
            EntityType.SETTING, List.of(),
            EntityType.ALARM, List.of("server"));

    private final EntityManager database;
    private final Member self;

    public JpaRecordStore(EntityManager database, Member self) {
        this.database = database;
        this.self = self;
    }

    /** The classes that Hibernate must know. */
    public static List<Class<?>> entities() {
        Stream<Class<?>> records = Stream.of(EntityType.values()).map(JpaRecordStore::entity);
        return Stream.concat(records, Stream.of(StoredEntry.class, ParkedEntry.class, StoredJournalState.class))
                .toList();
    }

    static Class<? extends StoredRecord> entity(EntityType type) {
        return switch (type) {
            case ADMINISTRATOR -> StoredAdministrator.class;
            case USER -> StoredUser.class;
            case PHONE_SYSTEM -> StoredPhoneSystem.class;
            case PORT_GROUP -> StoredPortGroup.class;
            case PORT -> StoredPort.class;
            case MESSAGE -> StoredMessage.class;
            case MWI -> StoredMwi.class;
            case SETTING -> StoredSetting.class;
            case ALARM -> StoredAlarm.class;
        };
    }

    private static StoredRecord make(EntityType type) {
        return switch (type) {
            case ADMINISTRATOR -> new StoredAdministrator();
            case USER -> new StoredUser();
            case PHONE_SYSTEM -> new StoredPhoneSystem();
            case PORT_GROUP -> new StoredPortGroup();
            case PORT -> new StoredPort();
            case MESSAGE -> new StoredMessage();
            case MWI -> new StoredMwi();
            case SETTING -> new StoredSetting();
            case ALARM -> new StoredAlarm();
        };
    }

    @Override
    public Optional<Row> find(EntityType type, String id) {
        return Optional.ofNullable(database.find(entity(type), id)).map(StoredRecord::row);
    }

    @Override
    public List<Row> where(EntityType type, String field, String value) {
        if (!LOOKED_FOR.getOrDefault(type, List.of()).contains(field)) {
            throw new IllegalArgumentException("records of type " + type + " are not looked for by " + field);
        }
        String column = value.length() <= 255 ? value : value.substring(0, 255);
        return rows(
                        "select r from " + entity(type).getSimpleName() + " r where r." + field + " = ?1 order by r.id",
                        column)
                .filter(row -> row.get(field).equals(value))
                .toList();
    }

    @Override
    public List<Row> rows(EntityType type, String afterId, int max) {
        return database.createQuery(
                        "select r from " + entity(type).getSimpleName() + " r where r.id > ?1 order by r.id",
                        StoredRecord.class)
                .setParameter(1, afterId)
                .setMaxResults(max)
                .getResultStream()
                .map(StoredRecord::row)
                .toList();
    }

    private Stream<Row> rows(String query, String value) {
        return database.createQuery(query, StoredRecord.class)
                .setParameter(1, value)
                .getResultStream()
                .map(StoredRecord::row);
    }

    @Override
    public void save(Row row) {
        @Nullable StoredRecord stored = database.find(entity(row.type()), row.id());
        if (stored == null) {
            stored = make(row.type());
            stored.take(row);
            database.persist(stored);
        } else {
            stored.take(row);
        }
    }

    @Override
    public JournalState state() {
        return Optional.ofNullable(database.find(StoredJournalState.class, StoredJournalState.ID))
                .map(StoredJournalState::state)
                .orElse(JournalState.NONE);
    }

    @Override
    public void save(JournalState state) {
        @Nullable StoredJournalState stored = database.find(StoredJournalState.class, StoredJournalState.ID);
        if (stored == null) {
            stored = new StoredJournalState();
            stored.take(state);
            database.persist(stored);
        } else {
            stored.take(state);
        }
    }

    @Override
    public void append(Entry entry) {
        database.persist(new StoredEntry(entry));
    }

    @Override
    public List<Entry> journal(Position after, int maxBytes) {
        List<Entry> found = new ArrayList<>();
        long bytes = 0;
        for (StoredEntry stored : database.createQuery(
                        "select e from StoredEntry e where e.position > ?1 order by e.position", StoredEntry.class)
                .setParameter(1, after.value())
                .setMaxResults(ENTRIES_AT_ONCE)
                .getResultList()) {
            Entry entry = stored.entry(self);
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
        List<Long> oldest = database.createQuery(
                        "select e.position from StoredEntry e where e.position <= ?1 order by e.position", Long.class)
                .setParameter(1, upTo.value())
                .setMaxResults(max)
                .getResultStream()
                .filter(position -> new Position(position).number() <= upToNumber)
                .toList();
        if (oldest.isEmpty()) {
            return 0;
        }
        return database.createQuery("delete from StoredEntry e where e.position in ?1")
                .setParameter(1, oldest)
                .executeUpdate();
    }

    @Override
    public void park(Entry entry, String why) {
        database.persist(new ParkedEntry(entry, why));
    }

    @Override
    public List<Entry> parked(int max) {
        return database.createQuery("select e from ParkedEntry e order by e.position", ParkedEntry.class)
                .setMaxResults(max)
                .getResultStream()
                .map(ParkedEntry::entry)
                .toList();
    }

    @Override
    public void unpark(Entry entry) {
        Optional.ofNullable(database.find(ParkedEntry.class, entry.position().value()))
                .ifPresent(database::remove);
    }
}
