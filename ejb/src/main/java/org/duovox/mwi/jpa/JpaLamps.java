package org.duovox.mwi.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.duovox.data.EntityType;
import org.duovox.data.Row;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.mwi.LampState;
import org.duovox.mwi.Lamps;
import org.duovox.user.UserId;

/** Lamps out of the database. */
@ApplicationScoped
public class JpaLamps implements Lamps {

    /** Beyond the largest capacity that the field publishes (product-facts.md, 7). */
    private static final int MOST_USERS = 100_000;

    @Inject
    private RecordQueries records;

    @Override
    public Map<UserId, LampState> states() {
        Map<UserId, LampState> lamps = new HashMap<>();
        for (Row row : records.rows("select l from StoredMwi l", Map.of(), MOST_USERS)) {
            UserId user = new UserId(row.id());
            lamps.put(user, LampState.of(user, Optional.of(row)));
        }
        return lamps;
    }

    @Override
    public LampState state(UserId user) {
        return LampState.of(user, records.find(EntityType.MWI, user.value()));
    }
}
