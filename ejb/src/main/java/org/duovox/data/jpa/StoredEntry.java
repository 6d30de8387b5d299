package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.Position;
import org.hibernate.annotations.Immutable;

/** One of our own entries in the journal. */
@Entity
@Immutable
@Table(name = "journal_entry")
public class StoredEntry {

    @Id
    @Column(name = "entry_position")
    private long position;

    @Column(name = "previous")
    private long previous;

    @Column(name = "body")
    private byte[] body = {};

    /** For Hibernate. */
    protected StoredEntry() {}

    StoredEntry(Entry entry) {
        position = entry.position().value();
        previous = entry.previous().value();
        body = entry.body();
    }

    Entry entry(Member self) {
        return new Entry(self, Lane.RECORDS, new Position(position), new Position(previous), body);
    }
}
