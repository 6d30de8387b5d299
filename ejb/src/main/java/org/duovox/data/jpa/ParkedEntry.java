package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.Position;

/** An entry of the peer that could not be applied, and why. */
@Entity
@Table(name = "parked_entry")
public class ParkedEntry {

    private static final int MAX_REASON = 1000;

    @Id
    @Column(name = "entry_position")
    private long position;

    @Column(name = "previous")
    private long previous;

    @Column(name = "origin")
    @Enumerated(EnumType.STRING)
    private Member origin = Member.PUBLISHER;

    @Column(name = "reason")
    private String reason = "";

    @Column(name = "body")
    private byte[] body = {};

    /** For Hibernate. */
    protected ParkedEntry() {}

    ParkedEntry(Entry entry, String why) {
        position = entry.position().value();
        previous = entry.previous().value();
        origin = entry.origin();
        reason = why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON);
        body = entry.body();
    }

    Entry entry() {
        return new Entry(origin, Lane.RECORDS, new Position(position), new Position(previous), body);
    }
}
