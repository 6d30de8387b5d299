package org.duovox.data.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.Row;

/** A setting. All are read at once, so none is looked for. */
@Entity
@Table(name = "settings")
public class StoredSetting extends StoredRecord {

    @Override
    EntityType type() {
        return EntityType.SETTING;
    }

    @Override
    void fillColumns(Row row) {
        // None.
    }
}
