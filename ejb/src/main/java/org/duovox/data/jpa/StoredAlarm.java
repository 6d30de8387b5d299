package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.AlarmFields;
import org.duovox.data.EntityType;
import org.duovox.data.Row;

/** An alarm that was raised. */
@Entity
@Table(name = "alarms")
public class StoredAlarm extends StoredRecord {

    @Column(name = "server")
    private String server = "";

    @Column(name = "alarm_number")
    private long number;

    @Column(name = "raised_at")
    private long at;

    @Column(name = "mail")
    private String mail = "";

    @Override
    EntityType type() {
        return EntityType.ALARM;
    }

    @Override
    void fillColumns(Row row) {
        server = column(row, AlarmFields.SERVER);
        number = number(row, AlarmFields.NUMBER);
        at = number(row, AlarmFields.AT);
        mail = column(row, AlarmFields.MAIL);
    }
}
