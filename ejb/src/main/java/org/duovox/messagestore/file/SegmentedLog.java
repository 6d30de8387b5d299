package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/**
 * Records in order, in files of limited size each named for its first position. One thread appends; any may read, and sees
 * only what was forced.
 */
final class SegmentedLog implements AutoCloseable {

    /** How every segment begins; the last byte is the version of the format. */
    static final byte[] HEADER = "DUOVLOG1".getBytes(StandardCharsets.US_ASCII);

    private static final System.Logger LOG = System.getLogger(SegmentedLog.class.getName());
    private static final String SUFFIX = ".log";

    /** Read at once when looking through a segment: four of the longest records. */
    private static final int WINDOW = 4 * RecordCoder.MAX_RECORD;

    private final Disk disk;
    private final Path directory;
    private final long segmentSize;
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private @Nullable Segment open;
    private @Nullable Segment cutShort;
    private Position last = Position.NONE;

    /** A new segment is begun when the last one has {@code segmentSize} bytes. */
    SegmentedLog(Disk disk, Path directory, long segmentSize) {
        this.disk = disk;
        this.directory = directory;
        this.segmentSize = segmentSize;
    }

    /** Is shown records in order; where each starts is a byte of the segment's file. */
    interface Visitor {
        void visit(LogEntry entry, Segment segment, long at);
    }

    /** Is shown records in order, until it has enough. */
    interface Reader {
        boolean wantsMoreAfter(LogEntry entry);
    }

    /**
     * Finds what an earlier process left. What cannot be read ends its segment, never the start of the server: after a crash the
     * last segment has a torn tail, which is cut; anything else is damage, and reported. What the process had written when it
     * died is perhaps in the kernel's cache only: it is forced before anybody counts on it.
     *
     * @throws IOException if the disk takes nothing
     */
    synchronized void recover(Visitor visitor) throws IOException {
        disk.makeDirectory(directory);
        List<Path> paths = new ArrayList<>();
        for (Path path : disk.list(directory)) {
            if (path.getFileName().toString().matches("[0-7][0-9a-f]{15}\\.log")) {
                paths.add(path);
            }
        }
        if (!paths.isEmpty()) {
            try (Disk.File newest = disk.open(paths.getLast())) {
                newest.force();
            }
        }
        for (int i = 0; i < paths.size(); i++) {
            boolean newest = i + 1 == paths.size();
            Position end = newest ? new Position(Long.MAX_VALUE) : firstOf(paths.get(i + 1));
            try {
                recover(paths.get(i), end, newest, visitor);
            } catch (IOException e) {
                LOG.log(Level.ERROR, "A segment of the recording log cannot be read: " + paths.get(i), e);
                damages.add("%s cannot be read: %s".formatted(paths.get(i), e.getMessage()));
            }
        }
    }

    private void recover(Path path, Position end, boolean newest, Visitor visitor) throws IOException {
        Segment segment = new Segment(path, firstOf(path), disk.open(path));
        long size = segment.file.size();
        scan(segment, HEADER.length, size, WINDOW, (entry, at) -> {
            if (entry.position().compareTo(end) >= 0 || last.covers(entry.position())) {
                // Left over from an append that failed and was made again in the next segment.
                return false;
            }
            findHoleBefore(entry);
            segment.grown(entry, at);
            last = entry.position();
            visitor.visit(entry, segment, at);
            return true;
        });
        if (segment.size() < size) {
            String what = (size - segment.size()) + " bytes of " + path + " after position " + segment.last();
            if (newest) {
                LOG.log(Level.INFO, "The recording log has a torn tail, which is cut: " + what);
                segment.file.truncate(segment.size());
                segment.file.force();
            } else {
                LOG.log(Level.ERROR, "The recording log is damaged and goes on with its next segment: " + what);
                cutShort = segment;
            }
        }
        if (segment.last().equals(Position.NONE)) {
            segment.file.close();
            if (newest) {
                disk.delete(path);
            }
        } else {
            segments.add(segment);
        }
    }

    /**
     * What a segment lacks at its end may never have been forced, and was written again in the next one. If the next one goes on
     * behind it, it had been.
     */
    private void findHoleBefore(LogEntry entry) {
        Segment cut = cutShort;
        cutShort = null;
        if (cut != null && !last.covers(entry.previous()) && entry.previous().covers(cut.first)) {
            damaged("%s is damaged between the positions %s and %s".formatted(cut.path, last, entry.position()));
        }
    }

    private void damaged(String what) {
        LOG.log(Level.ERROR, "The recording log lacks what had been forced: " + what);
        damages.add(what);
    }

    /** Says, when it is recovered, that it had been forced up to there at least. */
    synchronized void mustReach(Position forced) {
        if (!last.covers(forced)) {
            damaged("%s ends at position %s and had been forced up to %s".formatted(directory, last, forced));
        }
    }

    /** What was not found although it had been forced, in sentences: no crash explains that. */
    synchronized List<String> damages() {
        return List.copyOf(damages);
    }

    synchronized Position last() {
        return last;
    }

    /** How many records follow a position, if each segment is of one epoch. */
    synchronized long countAfter(Position position) {
        long count = 0;
        for (Segment segment : segments) {
            if (!position.covers(segment.last())) {
                long before = position.covers(segment.first) ? position.number() : segment.first.number() - 1;
                count += segment.last().number() - before;
            }
        }
        return count;
    }

    /** When no segment is left that tells. */
    synchronized void continueAfter(Position position) {
        if (position.compareTo(last) > 0) {
            last = position;
        }
    }

    /**
     * Appends and forces, all or nothing.
     *
     * @return where each record lies
     */
    List<Placed> append(List<LogEntry> entries) throws IOException {
        Segment segment = segmentFor(entries.getFirst().position());
        List<Placed> placed = new ArrayList<>(entries.size());
        long at = segment.size();
        int total = 0;
        for (LogEntry entry : entries) {
            placed.add(new Placed(entry, segment, at + total));
            total += entry.bytes().length;
        }
        ByteBuffer batch = ByteBuffer.allocate(total);
        entries.forEach(entry -> batch.put(entry.bytes()));
        try {
            segment.file.write(batch.flip(), at);
            segment.file.force();
        } catch (IOException e) {
            abandon(segment);
            throw e;
        }
        publish(segment, placed);
        return placed;
    }

    /** A record and where it lies. */
    record Placed(LogEntry entry, Segment segment, long at) {}

    private synchronized void publish(Segment segment, List<Placed> placed) {
        if (segment.last().equals(Position.NONE)) {
            segments.add(segment);
        }
        placed.forEach(p -> segment.grown(p.entry(), p.at()));
        last = segment.last();
    }

    private Segment segmentFor(Position first) throws IOException {
        Segment current = open;
        if (current != null && mayGrow(current)) {
            return current;
        }
        open = null;
        Path path = directory.resolve(String.format("%016x", first.value()) + SUFFIX);
        Segment fresh = new Segment(path, first, disk.open(path));
        try {
            fresh.file.truncate(0);
            fresh.file.write(ByteBuffer.wrap(HEADER), 0);
            disk.forceDirectory(directory);
        } catch (IOException e) {
            abandon(fresh);
            throw e;
        }
        open = fresh;
        return fresh;
    }

    private synchronized boolean mayGrow(Segment segment) {
        return segment.size() < segmentSize && !segment.isUnreadable();
    }

    /**
     * After a failed force nobody knows which pages reached the disk, and a second force would not say: the segment ends at its
     * last good record, and the next append goes to a new one.
     */
    private void abandon(Segment segment) {
        open = null;
        try {
            if (segment.last().equals(Position.NONE)) {
                segment.file.close();
                disk.delete(segment.path);
            } else {
                segment.file.truncate(segment.size());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot cut " + segment.path + ": " + e);
        }
    }

    /**
     * Shows records after a position. What cannot be read is passed over, up to the next place where a record is known to begin.
     *
     * @throws IOException if the disk may still give it when asked again
     */
    void read(Position after, Reader reader) throws IOException {
        for (Segment segment : segmentsAfter(after)) {
            if (!read(segment, after, reader)) {
                return;
            }
        }
    }

    /** Returns whether the reader wants more. */
    private boolean read(Segment segment, Position after, Reader reader) throws IOException {
        long at;
        long to;
        synchronized (this) {
            at = segment.placeBefore(after);
            to = segment.size();
        }
        boolean[] enough = {false};
        long[] shown = {-1};
        Scanner scanner = (entry, place) -> {
            boolean news = place > shown[0];
            shown[0] = Math.max(shown[0], place);
            enough[0] = news && !after.covers(entry.position()) && !reader.wantsMoreAfter(entry);
            return !enough[0];
        };
        int window = WINDOW;
        boolean whole = true;
        while (at < to && !enough[0]) {
            try {
                long end = scan(segment, at, to, window, scanner);
                if (end < to && !enough[0]) {
                    whole = false;
                    at = passOver(segment, end, "there is no record at " + end);
                } else {
                    at = end;
                }
            } catch (IOException e) {
                long reached = Math.max(at, shown[0]);
                synchronized (this) {
                    if (segment.failed(reached)) {
                        throw e;
                    }
                }
                whole = false;
                if (window > RecordCoder.MAX_RECORD) {
                    window = RecordCoder.MAX_RECORD; // less of what is good is lost with what is bad
                    at = reached;
                } else {
                    at = passOver(segment, reached, e.toString());
                }
            }
        }
        if (whole) {
            synchronized (this) {
                segment.readWell();
            }
        }
        return !enough[0];
    }

    /** Returns where to go on. */
    private synchronized long passOver(Segment segment, long place, String why) {
        if (segment.damaged(place)) {
            LOG.log(
                    Level.ERROR,
                    "A part of the recording log cannot be read and is passed over: " + segment.path + ": " + why);
        }
        return segment.placeAfter(place);
    }

    /** To be called every 2 s: for so long segments could not be read. */
    synchronized void beat() {
        segments.forEach(Segment::beat);
    }

    private synchronized List<Segment> segmentsAfter(Position position) {
        return segments.stream()
                .filter(segment -> !position.covers(segment.last()))
                .toList();
    }

    private interface Scanner {
        boolean next(LogEntry entry, long at);
    }

    /** Returns where it ended: there, or where the scanner had enough, or where there is no record. */
    private static long scan(Segment segment, long from, long to, int atOnce, Scanner scanner) throws IOException {
        ByteBuffer window = ByteBuffer.allocate((int) Math.min(atOnce, Math.max(0, to - from)) + 1);
        long at = from;
        if (from == HEADER.length && !hasHeader(segment)) {
            return from;
        }
        while (at < to) {
            window.clear().limit((int) Math.min(window.capacity(), to - at));
            segment.file.read(window, at);
            window.flip();
            int good = 0;
            LogEntry entry = RecordCoder.decode(window);
            while (entry != null) {
                if (!scanner.next(entry, at + good)) {
                    return at + good;
                }
                good = window.position();
                entry = RecordCoder.decode(window);
            }
            if (good == 0) {
                return at;
            }
            at += good;
        }
        return at;
    }

    private static boolean hasHeader(Segment segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER.length);
        segment.file.read(header, 0);
        return header.flip().equals(ByteBuffer.wrap(HEADER));
    }

    private static Position firstOf(Path path) {
        return new Position(Long.parseLong(path.getFileName().toString().substring(0, 16), 16));
    }

    /** Segments that nothing will be added to, oldest first. */
    synchronized List<Segment> sealed() {
        return segments.stream().filter(segment -> segment != open).toList();
    }

    synchronized long size() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    /** Removes the oldest segment. */
    void remove(Segment segment) throws IOException {
        synchronized (this) {
            segments.remove(segment);
        }
        segment.file.close();
        disk.delete(segment.path);
        disk.forceDirectory(directory);
    }

    @Override
    public synchronized void close() {
        segments.forEach(segment -> segment.file.close());
        open = null;
    }
}
