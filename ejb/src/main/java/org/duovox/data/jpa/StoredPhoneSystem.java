package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.PhoneSystemFields;
import org.duovox.data.Row;

/** A phone system. */
@Entity
@Table(name = "phone_systems")
public class StoredPhoneSystem extends StoredRecord {

    @Column(name = "name")
    private String name = "";

    @Column(name = "removed")
    private boolean removed;

    @Override
    EntityType type() {
        return EntityType.PHONE_SYSTEM;
    }

    @Override
    void fillColumns(Row row) {
        name = column(row, PhoneSystemFields.NAME);
        removed = row.is(PhoneSystemFields.REMOVED);
    }
}
