package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.Row;
import org.duovox.data.UserFields;

/** A user. */
@Entity
@Table(name = "users")
public class StoredUser extends StoredRecord {

    @Column(name = "extension")
    private String extension = "";

    @Column(name = "name")
    private String name = "";

    @Column(name = "phone_system")
    private String phoneSystem = "";

    @Column(name = "removed")
    private boolean removed;

    @Override
    EntityType type() {
        return EntityType.USER;
    }

    @Override
    void fillColumns(Row row) {
        extension = column(row, UserFields.EXTENSION);
        name = column(row, UserFields.NAME);
        phoneSystem = column(row, UserFields.PHONE_SYSTEM);
        removed = row.is(UserFields.REMOVED);
    }
}
