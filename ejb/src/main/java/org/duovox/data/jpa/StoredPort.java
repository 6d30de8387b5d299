package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.PortFields;
import org.duovox.data.Row;

/** A voice port. */
@Entity
@Table(name = "ports")
public class StoredPort extends StoredRecord {

    @Column(name = "name")
    private String name = "";

    @Column(name = "port_group")
    private String portGroup = "";

    @Column(name = "server")
    private String server = "";

    @Column(name = "removed")
    private boolean removed;

    @Override
    EntityType type() {
        return EntityType.PORT;
    }

    @Override
    void fillColumns(Row row) {
        name = column(row, PortFields.NAME);
        portGroup = column(row, PortFields.PORT_GROUP);
        server = column(row, PortFields.SERVER);
        removed = row.is(PortFields.REMOVED);
    }
}
