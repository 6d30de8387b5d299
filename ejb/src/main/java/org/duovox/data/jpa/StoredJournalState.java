package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.duovox.data.HybridClock;
import org.duovox.data.JournalState;
import org.duovox.replication.Position;

/** The one row that says where this server's journal stands. */
@Entity
@Table(name = "journal_state")
public class StoredJournalState {

    static final int ID = 1;

    @Id
    @Column(name = "id")
    private int id = ID;

    @Column(name = "epoch")
    private int epoch;

    @Column(name = "last_entry")
    private long last;

    @Column(name = "clock")
    private long clock;

    @Column(name = "clock_read")
    private long clockRead;

    @Column(name = "applied")
    private long applied;

    @Column(name = "acknowledged")
    private long acknowledged;

    int id() {
        return id;
    }

    void take(JournalState state) {
        epoch = state.epoch();
        last = state.last().value();
        clock = state.clock().time();
        clockRead = state.clock().wallMillis();
        applied = state.applied().value();
        acknowledged = state.acknowledged().value();
    }

    JournalState state() {
        return new JournalState(
                epoch,
                new Position(last),
                new HybridClock.Mark(clock, clockRead),
                new Position(applied),
                new Position(acknowledged));
    }
}
