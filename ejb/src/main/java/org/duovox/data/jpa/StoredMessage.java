package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;

/** A message. */
@Entity
@Table(name = "messages")
public class StoredMessage extends StoredRecord {

    @Column(name = "mailbox")
    private String mailbox = "";

    @Column(name = "folder")
    private String folder = "";

    @Column(name = "received")
    private long received;

    @Column(name = "heard")
    private boolean heard;

    @Column(name = "urgent")
    private boolean urgent;

    @Column(name = "single_copy")
    private boolean singleCopy;

    @Column(name = "purged")
    private boolean purged;

    @Override
    EntityType type() {
        return EntityType.MESSAGE;
    }

    @Override
    void fillColumns(Row row) {
        mailbox = column(row, MessageFields.MAILBOX);
        folder = MessageFields.folder(row);
        received = number(row, MessageFields.RECEIVED);
        heard = row.is(MessageFields.HEARD);
        urgent = row.is(MessageFields.URGENT);
        singleCopy = row.is(MessageFields.SINGLE_COPY);
        purged = row.is(MessageFields.PURGED);
    }
}
