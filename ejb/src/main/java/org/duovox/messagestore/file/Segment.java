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

    /** Of a disk that may come back: half a minute, with a beat each 2 s. */
    private static final int PATIENCE_BEATS = 15;

    /** Who reads asks again within some seconds; what failed long ago says nothing of now. */
    private static final int MOST_QUIET_BEATS = 3;

    private final TreeMap<Position, Long> places = new TreeMap<>();
    private Position last = Position.NONE;
    private long size = SegmentedLog.HEADER.length;

    private boolean failing;
    private int failingBeats;
    private int quietBeats;
    private long passedOver = -1;
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
        failing = false;
        failingBeats = 0;
    }

    /** What is there is no record, or cannot be read any more. Returns whether that is news. */
    boolean damaged(long place) {
        boolean before = unreadable;
        unreadable = true;
        passedOver = Math.max(passedOver, place);
        return !before;
    }

    /** A read from there failed. Returns whether to try again, since the disk may come back. */
    boolean failed(long place) {
        failing = true;
        return place > passedOver && failingBeats < PATIENCE_BEATS;
    }

    /** Some seconds have passed. Only those count in which a read failed. */
    void beat() {
        quietBeats = failing ? 0 : quietBeats + 1;
        failingBeats = quietBeats > MOST_QUIET_BEATS ? 0 : failingBeats + (failing ? 1 : 0);
        failing = false;
    }

    /** Where a record begins behind that place; the end if none is known. */
    long placeAfter(long place) {
        return places.values().stream()
                .filter(known -> known > place)
                .findFirst()
                .orElse(size);
    }

    void grown(LogEntry entry, long at) {
        if (places.isEmpty() || at - places.lastEntry().getValue() >= INDEX_INTERVAL) {
            places.put(entry.position(), at);
        }
        last = entry.position();
        size = at + entry.bytes().length;
    }
}
