package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.PortGroupFields;
import org.duovox.data.Row;

/** A port group. */
@Entity
@Table(name = "port_groups")
public class StoredPortGroup extends StoredRecord {

    @Column(name = "name")
    private String name = "";

    @Column(name = "phone_system")
    private String phoneSystem = "";

    @Column(name = "removed")
    private boolean removed;

    @Override
    EntityType type() {
        return EntityType.PORT_GROUP;
    }

    @Override
    void fillColumns(Row row) {
        name = column(row, PortGroupFields.NAME);
        phoneSystem = column(row, PortGroupFields.PHONE_SYSTEM);
        removed = row.is(PortGroupFields.REMOVED);
    }
}
