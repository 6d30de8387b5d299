package org.duovox.messagestore.file;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duovox.messagestore.MessageId;
import org.duovox.replication.Position;

/** One file of a log. Its log's lock guards all but the file; the ids belong to {@link Takes}. */
final class Segment {

    /** A place is remembered each so many bytes: what a read in the middle may have to pass over. */
    private static final long INDEX_INTERVAL = 1 << 16;

    final Path path;
    final Position first;
    final Disk.File file;

    /** Recordings that are mentioned in it. */
    final Set<MessageId> ids = new HashSet<>();

    /** Reads that failed one after the other before what is left of it is given up: some seconds of a disk that may come back. */
    private static final int PATIENCE = 5;

    private final TreeMap<Position, Long> places = new TreeMap<>();
    private Position last = Position.NONE;
    private long size = SegmentedLog.HEADER.length;

    private int failures;
    private boolean unreadable;

    Segment(Path path, Position first, Disk.File file) {
        this.path = path;
        this.first = first;
        this.file = file;
    }

    Position last() {
        return last;
    }

    /** Good and forced bytes. */
    long size() {
        return size;
    }

    /** Where to start reading to meet everything after a position. */
    long placeBefore(Position position) {
        Map.Entry<Position, Long> place = places.floorEntry(position);
        return place == null ? SegmentedLog.HEADER.length : place.getValue();
    }

    /** Something of it cannot be read: nothing is to be added behind that. */
    boolean isUnreadable() {
        return unreadable;
    }

    void readWell() {
        failures = 0;
    }

    /** What is there is no record, or gone. Returns whether that is news. */
    boolean damaged() {
        boolean before = unreadable;
        unreadable = true;
        return !before;
    }

    /** Returns whether to try again. */
    boolean failed() {
        failures++;
        return failures < PATIENCE;
    }

    void grown(LogEntry entry, long at) {
        if (places.isEmpty() || at - places.lastEntry().getValue() >= INDEX_INTERVAL) {
            places.put(entry.position(), at);
        }
        last = entry.position();
        size = at + entry.bytes().length;
    }
}
