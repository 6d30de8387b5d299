package org.duovox.data.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.Row;

/** What a lamp was last told. */
@Entity
@Table(name = "lamps")
public class StoredMwi extends StoredRecord {

    @Override
    EntityType type() {
        return EntityType.MWI;
    }

    @Override
    void fillColumns(Row row) {
        // looked for by its id only
    }
}
