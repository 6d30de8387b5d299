package org.duovox.messagestore.file;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/** What the logs say of one recording. Guarded by the lock of {@link Takes}. */
final class Take {

    final MessageId id;

    @Nullable
    RecordingHeader header;

    @Nullable
    Codec codec;

    LogRecord.@Nullable Finished finished;

    /** Recorded here, not on the peer. */
    boolean own;

    /** Begun by this process: somebody will end it. */
    boolean ours;

    boolean kept;
    boolean discarded;

    /** Becomes a file although nobody made a message of it; its header is a file by now, if it has one. */
    boolean filedAnyway;

    /** What said so last; null while it waits to be written. */
    @Nullable
    Segment keptIn;

    /** As {@link #keptIn}. */
    @Nullable
    Segment discardedIn;

    /** Samples of it came back after it was thrown away, or it was thrown away after it was filed: its file must go. */
    boolean fileMustGo;

    /** Bytes in its file, 0 without one; log extents, where there are any, are trusted more than the file. */
    long fileLength;

    /** Bytes that this process has written to its file. */
    long filed;

    /** Segments that mention it. */
    int segments;

    private final TreeMap<Long, Extent> extents = new TreeMap<>();

    Take(MessageId id) {
        this.id = id;
    }

    /** Some samples in a log. */
    record Extent(Segment segment, long at, long offset, int length) {

        long end() {
            return offset + length;
        }
    }

    void add(Extent extent) {
        Extent known = extents.get(extent.offset());
        if (known == null || known.length() <= extent.length()) {
            extents.put(extent.offset(), extent);
        }
    }

    @Nullable
    Extent at(long position) {
        Map.Entry<Long, Extent> extent = extents.floorEntry(position);
        return extent == null || extent.getValue().end() <= position ? null : extent.getValue();
    }

    /** Where the file ends or the next extent starts. */
    long fileEndAfter(long position) {
        Long next = extents.higherKey(position);
        return next == null ? fileLength : Math.min(fileLength, next);
    }

    /** Bytes that are here without a gap. */
    long length() {
        return endOfWhatFollows(0);
    }

    /** Where the bytes end that are here from a position on without a gap; the position itself if there are none. */
    long endOfWhatFollows(long position) {
        long end = position;
        while (true) {
            Extent extent = at(end);
            long next = extent != null ? extent.end() : fileEndAfter(end);
            if (next <= end) {
                return end;
            }
            end = next;
        }
    }

    /** Its file has them now. */
    void dropExtentsUpTo(long end) {
        extents.values().removeIf(extent -> extent.end() <= end);
    }

    void cut(long end) {
        Extent last = at(end);
        extents.values().removeIf(extent -> extent.end() > end);
        if (last != null && last.offset() < end) {
            add(new Extent(last.segment(), last.at(), last.offset(), (int) (end - last.offset())));
        }
    }

    void dropExtentsIn(Segment segment) {
        extents.values().removeIf(extent -> extent.segment() == segment);
    }

    int extents() {
        return extents.size();
    }

    /** Its file is whole, forced, and the only thing that counts. */
    void restored(Codec whose, long length) {
        codec = whose;
        extents.clear();
        fileLength = length;
        filed = length;
    }

    boolean hasAudio() {
        return codec != null;
    }

    boolean toBeFiled() {
        return kept || filedAnyway;
    }

    /** Somebody in this process will still say what becomes of it. */
    boolean isUndecided() {
        return ours && !discarded && !(kept && finished != null);
    }

    /** What must be said elsewhere before a segment is forgotten. */
    Optional<LogRecord> saidOnlyIn(Segment segment) {
        if (discarded) {
            return segments > 1 && isLast(discardedIn, segment)
                    ? Optional.of(new LogRecord.Discarded(id))
                    : Optional.empty();
        }
        return kept && !hasAudio() && isLast(keptIn, segment) ? Optional.of(new LogRecord.Kept(id)) : Optional.empty();
    }

    private static boolean isLast(@Nullable Segment said, Segment segment) {
        return said == null || said == segment;
    }

    /** Its segments are not needed any more, once its file is forced. */
    boolean settled() {
        return discarded ? !fileMustGo : toBeFiled() && (!hasAudio() || filed >= length());
    }
}
