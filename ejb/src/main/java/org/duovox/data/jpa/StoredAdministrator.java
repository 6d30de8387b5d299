package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.AdministratorFields;
import org.duovox.data.EntityType;
import org.duovox.data.Row;

/** An administrator. */
@Entity
@Table(name = "administrators")
public class StoredAdministrator extends StoredRecord {

    @Column(name = "name")
    private String name = "";

    @Column(name = "removed")
    private boolean removed;

    @Override
    EntityType type() {
        return EntityType.ADMINISTRATOR;
    }

    @Override
    void fillColumns(Row row) {
        name = column(row, AdministratorFields.NAME);
        removed = row.is(AdministratorFields.REMOVED);
    }
}
