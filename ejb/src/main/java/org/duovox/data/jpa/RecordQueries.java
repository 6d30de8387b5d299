package org.duovox.data.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.data.EntityType;
import org.duovox.data.Row;

/** Reads what is committed, for the features' own queries; sees nothing of a transaction of the committer before its end. */
@ApplicationScoped
public class RecordQueries {

    @PersistenceContext(unitName = "duovox")
    private EntityManager database;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    protected RecordQueries() {}

    /** For a database of one's own. */
    public RecordQueries(EntityManager database) {
        this.database = database;
    }

    public Optional<Row> find(EntityType type, String id) {
        return rows(
                        "select r from " + JpaRecordStore.entity(type).getSimpleName() + " r where r.id = :id",
                        Map.of("id", id),
                        1)
                .stream()
                .findFirst();
    }

    /** The records that a query finds; its parameters are named. */
    public List<Row> rows(String query, Map<String, Object> parameters, int limit) {
        var found = database.createQuery(query, StoredRecord.class).setMaxResults(limit);
        parameters.forEach(found::setParameter);
        return found.getResultStream().map(StoredRecord::row).toList();
    }

    /** The tuples that a query of several columns finds. */
    public List<Object[]> tuples(String query, Map<String, Object> parameters) {
        var found = database.createQuery(query, Object[].class);
        parameters.forEach(found::setParameter);
        return found.getResultList();
    }

    public long count(String query) {
        return database.createQuery(query, Long.class).getSingleResult();
    }
}
