package org.duovox.replication;

import java.util.ArrayList;
import java.util.List;
import org.duovox.cluster.Member;

/** A log of records of ten bytes each, all of one epoch and never forgotten; after a restart it knows what the peer had before. */
final class ShortLog implements LaneLog {

    private final Member origin;
    private final List<Entry> entries = new ArrayList<>();
    Position before = Position.NONE;

    ShortLog(Member origin) {
        this.origin = origin;
    }

    void append(int count) {
        for (int i = 0; i < count; i++) {
            Position next = Position.of(1, last().number() + 1);
            entries.add(new Entry(origin, Lane.RECORDS, next, last(), new byte[10]));
        }
    }

    @Override
    public Lane lane() {
        return Lane.RECORDS;
    }

    @Override
    public Position last() {
        return entries.isEmpty() ? Position.NONE : entries.getLast().position();
    }

    @Override
    public List<Entry> after(Position position, int maxBytes) {
        return entries.stream()
                .filter(entry -> !position.covers(entry.position()))
                .toList();
    }

    @Override
    public Position acknowledgedBefore() {
        return before;
    }

    @Override
    public void acknowledged(Position position) {}

    @Override
    public void onAppend(Runnable callback) {}
}
