package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/** Makes files of what is kept, and lets log segments go that nobody needs any more. For one thread. */
final class Filer {

    private static final System.Logger LOG = System.getLogger(Filer.class.getName());

    /** Three hours, with a beat each 2 s: the peer's copy would be in its place by then, if there is a good one. */
    static final int BEATS_OF_PATIENCE = 5_400;

    /** What silence takes the place of at once: a block of a disk. */
    private static final int PIECE = 4096;

    private final Takes takes;
    private final MessageFiles files;
    private final OrphanHeaders orphans;
    private final Library library;
    private final long maxLogBytes;
    private final long maxUnfiledBytes;

    /** Of which recordings the log does not give the audio, and since which beat. */
    private final Map<MessageId, Long> unreadable = new HashMap<>();

    /** Of these, silence takes the place of what cannot be read. */
    private final Set<MessageId> given = new HashSet<>();

    private long beat;

    /** A disk that failed to force a file may say that it has when asked again: then only the log, read at the next start, is true. */
    private boolean distrusted;

    /**
     * Makes a filer.
     *
     * @param maxLogBytes of each log: beyond it the oldest segment goes although the peer has not acknowledged it; what is in
     *     it is kept as files
     * @param maxUnfiledBytes of each log: beyond it recordings that nobody made a message of become files, too
     */
    Filer(
            Takes takes,
            MessageFiles files,
            OrphanHeaders orphans,
            Library library,
            long maxLogBytes,
            long maxUnfiledBytes) {
        this.takes = takes;
        this.files = files;
        this.orphans = orphans;
        this.library = library;
        this.maxLogBytes = maxLogBytes;
        this.maxUnfiledBytes = maxUnfiledBytes;
    }

    /** To be called each 2 s. At the first trouble with the disk the rest waits for the next time; whose trouble it was comes last then. */
    void fileWhatIsKept() {
        beat++;
        Deque<MessageId> ids = new ArrayDeque<>(takes.takeToFile());
        try {
            while (!ids.isEmpty()) {
                file(ids.getFirst());
                ids.removeFirst();
            }
        } catch (IOException | RuntimeException e) {
            MessageId failed = ids.removeFirst();
            ids.addLast(failed);
            Level level = unreadable.getOrDefault(failed, beat) < beat ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "The audio of " + failed + " and others stays in the log for now: " + e);
        } finally {
            ids.forEach(takes::toFileLater);
        }
    }

    private record Job(@Nullable Codec codec, boolean orphan, boolean remove, boolean finished, long from, long to) {}

    private void file(MessageId id) throws IOException {
        Job job = takes.with(
                id,
                take -> take == null
                        ? new Job(null, false, false, false, 0, 0)
                        : new Job(
                                take.codec,
                                !take.kept && !take.discarded,
                                take.discarded,
                                take.finished != null,
                                take.filed,
                                take.length()));
        Codec codec = job.codec();
        if (job.remove()) {
            files.delete(id);
            orphans.delete(id);
            takes.fileGone(id);
            unreadable.remove(id);
            given.remove(id);
            return;
        }
        if (!job.orphan()) {
            orphans.delete(id);
        }
        if (codec != null && job.to() > job.from()) {
            long to = given.contains(id) && !job.finished() ? cut(id, job) : job.to();
            files.write(id, codec, job.from(), to, (position, target) -> read(id, codec, position, target));
            takes.filed(id, to);
        }
        given.remove(id);
        unreadable.remove(id);
    }

    /** Ends it where it cannot be read any further; returns where that is. */
    private long cut(MessageId id, Job job) {
        long end = job.from();
        try {
            while (end < job.to()) {
                int count = library.read(id, end, ByteBuffer.allocate((int) Math.min(PIECE, job.to() - end)));
                if (count <= 0) {
                    break;
                }
                end += count;
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The recording " + id + " ends at " + end + " and not at " + job.to() + ": " + e);
        }
        takes.cut(id, end);
        return end;
    }

    private int read(MessageId id, Codec codec, long position, ByteBuffer target) throws IOException {
        int start = target.position();
        try {
            return library.read(id, position, target);
        } catch (IOException e) {
            unreadable.putIfAbsent(id, beat);
            if (!given.contains(id)) {
                throw e;
            }
        }
        for (int at = start; at < target.limit(); at += PIECE) {
            readOrSilence(id, codec, position + at - start, target.slice(at, Math.min(PIECE, target.limit() - at)));
        }
        target.position(target.limit());
        return target.limit() - start;
    }

    private void readOrSilence(MessageId id, Codec codec, long position, ByteBuffer piece) {
        try {
            library.read(id, position, piece);
        } catch (IOException e) {
            piece.clear();
        }
        while (piece.hasRemaining()) {
            piece.put(codec.silence());
        }
    }

    /**
     * Forgets what the sealed segments say, oldest first, as soon as their recordings are forced files: however long the peer is away,
     * what is known in memory stays small, and so does what a restart has to find again. A segment that alone says something that must
     * be known waits until that is on stable storage once more: the mark covers it for ever.
     *
     * @param again says something once more, unless that waits to be written already
     */
    void settle(SegmentedLog log, FiledMark filed, Consumer<LogRecord> again) {
        if (distrusted) {
            return;
        }
        try {
            List<Segment> open = log.sealed().stream()
                    .filter(segment -> !filed.covers(segment))
                    .toList();
            long bytes = open.stream().mapToLong(Segment::size).sum();
            boolean waits = false;
            for (Segment segment : open) {
                List<MessageId> unsettled = takes.unsettledIn(segment);
                if (!unsettled.isEmpty()) {
                    if (bytes > maxUnfiledBytes) {
                        LOG.log(Level.WARNING, "The recording log is full: recordings without a message become files");
                        fileAnyway(segment);
                        giveUpUnreadable(unsettled);
                    }
                    return;
                }
                List<LogRecord> onlyHere = takes.saidOnlyIn(segment);
                onlyHere.forEach(again);
                waits |= !onlyHere.isEmpty();
                if (!waits) {
                    force(takes.filedIn(segment));
                    filed.move(segment.last());
                    takes.forget(segment);
                    bytes -= segment.size();
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What is in the recording log stays unsettled for now: " + e);
        }
    }

    /**
     * Neither this disk nor the peer gives it, or it would have been mended by now; the rest of the log is not to wait for ever. Of
     * what was finished, silence takes its place: the digest says from then on that it is not what was recorded. What was not ends
     * there, for its digest would be made of the silence.
     */
    private void giveUpUnreadable(List<MessageId> unsettled) {
        for (MessageId id : unsettled) {
            boolean grows = takes.with(id, take -> take != null && take.isUndecided());
            long beats = beat - unreadable.getOrDefault(id, beat);
            if (!grows && beats >= BEATS_OF_PATIENCE && given.add(id)) {
                LOG.log(Level.ERROR, "What cannot be read of " + id + " is given up");
            }
        }
    }

    private void fileAnyway(Segment segment) throws IOException {
        for (Takes.Ended ended : takes.endedIn(segment)) {
            RecordingHeader header = ended.header();
            if (header != null) {
                orphans.write(new OrphanHeaders.Found(header, ended.own()));
            }
            takes.fileAnyway(ended.id());
        }
    }

    private void force(List<MessageId> ids) throws IOException {
        distrusted = true;
        files.force(ids);
        distrusted = false;
    }

    /**
     * Lets segments go, oldest first, that are settled.
     *
     * @param sent whether the peer has all of a segment
     */
    void retire(SegmentedLog log, FiledMark filed, Predicate<Segment> sent, Remembering mark) {
        try {
            for (Segment segment : log.sealed()) {
                boolean tooMuch = log.size() > maxLogBytes;
                if (!filed.covers(segment) || !(tooMuch || sent.test(segment))) {
                    return;
                }
                mark.write();
                log.remove(segment);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Old segments of the recording log stay for now: " + e);
        }
    }

    /** Makes the log's last position survive the log. */
    interface Remembering {
        void write() throws IOException;
    }
}
