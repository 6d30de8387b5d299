package org.duovox.messagestore.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/** The recordings that are mentioned in the logs: where their audio lies and what became of them. Thread-safe. */
final class Takes {

    private final Map<MessageId, Take> takes = new HashMap<>();
    private final Set<MessageId> toFile = new LinkedHashSet<>();
    private final MessageFiles files;
    private final OrphanHeaders orphans;

    Takes(MessageFiles files, OrphanHeaders orphans) {
        this.files = files;
        this.orphans = orphans;
    }

    /** Asks or changes one; null when the logs do not know it. */
    synchronized <T> T with(MessageId id, Function<@Nullable Take, T> action) {
        return action.apply(takes.get(id));
    }

    synchronized <T> List<T> select(Predicate<Take> which, Function<Take, T> what) {
        List<T> selected = new ArrayList<>();
        for (Take take : takes.values()) {
            if (which.test(take)) {
                selected.add(what.apply(take));
            }
        }
        return selected;
    }

    synchronized void begun(RecordingHeader header) {
        Take take = take(header.id());
        take.header = header;
        take.own = true;
        take.ours = true;
    }

    /** Nobody will finish it: what is here of it is for whoever asks for orphans. */
    synchronized void abandoned(MessageId id) {
        Take take = takes.get(id);
        if (take != null) {
            take.ours = false;
            if (take.segments == 0) {
                takes.remove(id);
            }
        }
    }

    /**
     * What of a record from the peer is news; what is here already stays as it is, for what is said again may be damaged. Asked before
     * the record is written, so that nothing else is found after a restart: a file that is not forced has its audio in a log then.
     */
    synchronized LogRecord news(LogRecord record) {
        return switch (record) {
            case LogRecord.Audio audio -> newsOf(audio);
            case LogRecord.Finished finished -> isKnown(finished) ? nothing(finished.id()) : finished;
            case LogRecord.Started started -> started;
            case LogRecord.Discarded discarded -> discarded;
            case LogRecord.Kept kept -> kept;
            case LogRecord.Unknown unknown -> unknown;
        };
    }

    private LogRecord newsOf(LogRecord.Audio audio) {
        Take take = takes.get(audio.id());
        long here = take == null ? fileLength(audio.id()) : take.endOfWhatFollows(audio.offset());
        if (here <= audio.offset()) {
            return audio;
        }
        int length = audio.bytes().length;
        if (here >= audio.offset() + length) {
            return nothing(audio.id());
        }
        byte[] rest = Arrays.copyOfRange(audio.bytes(), (int) (here - audio.offset()), length);
        return new LogRecord.Audio(audio.id(), here, audio.codec(), rest);
    }

    private boolean isKnown(LogRecord.Finished finished) {
        Take take = takes.get(finished.id());
        return take == null ? fileLength(finished.id()) >= finished.length() : take.own || take.finished != null;
    }

    /** In the peer's log. */
    private static LogRecord nothing(MessageId id) {
        return new LogRecord.Kept(id);
    }

    private long fileLength(MessageId id) {
        MessageFiles.Found file = files.find(id);
        return file == null ? -1 : file.length();
    }

    /** Takes notice of a record that is on stable storage. */
    synchronized void apply(SegmentedLog.Placed placed, boolean ownLog) {
        LogEntry entry = placed.entry();
        if (saysNothing(entry.record(), ownLog)) {
            return;
        }
        Take take = take(entry.record().id());
        if (placed.segment().ids.add(take.id)) {
            take.segments++;
        }
        switch (entry.record()) {
            case LogRecord.Started started -> {
                take.header = started.header();
                take.own = ownLog;
            }
            case LogRecord.Audio audio -> {
                take.codec = audio.codec();
                int length = audio.bytes().length;
                long at = placed.at() + entry.bytes().length - length;
                take.add(new Take.Extent(placed.segment(), at, audio.offset(), length));
            }
            case LogRecord.Finished finished -> {
                take.finished = finished;
                take.codec = finished.codec();
            }
            case LogRecord.Discarded discarded -> {
                discard(take, ownLog);
                take.discardedIn = placed.segment();
            }
            case LogRecord.Kept kept -> {
                take.kept = true;
                take.keptIn = placed.segment();
            }
            case LogRecord.Unknown unknown -> {}
        }
        if (take.discarded ? take.fileMustGo : take.toBeFiled() && take.filed < take.length()) {
            toFile.add(take.id);
        }
    }

    private boolean saysNothing(LogRecord record, boolean ownLog) {
        return switch (record) {
            case LogRecord.Audio audio -> ownLog && isOfFile(audio.id(), audio.offset() + audio.bytes().length);
            case LogRecord.Finished finished -> ownLog && isOfFile(finished.id(), finished.length());
            case LogRecord.Started started -> false;
            case LogRecord.Discarded discarded -> false;
            case LogRecord.Kept kept -> !ownLog; // that the peer has a header says nothing of ours
            case LogRecord.Unknown unknown -> true;
        };
    }

    /**
     * Whether our own log says this again for the peer: a recording whose beginning the log does not tell any more is a forced file,
     * which may have been mended since.
     */
    private boolean isOfFile(MessageId id, long end) {
        Take take = takes.get(id);
        return (take == null || take.header == null) && fileLength(id) >= end;
    }

    /** A peer that threw away what is kept here does not know yet that it is; the purge of the header will come to both. */
    private static void discard(Take take, boolean ownLog) {
        if (ownLog || !take.kept) {
            take.discarded = true;
            take.fileMustGo = take.fileLength > 0 || take.filedAnyway;
        }
    }

    private Take take(MessageId id) {
        Take known = takes.get(id);
        if (known == null) {
            known = new Take(id);
            takes.put(id, known);
            OrphanHeaders.Found orphan = orphans.find(id);
            if (orphan != null) {
                known.header = orphan.header();
                known.own = orphan.own();
                known.filedAnyway = true;
            }
            MessageFiles.Found file = files.find(id);
            if (file != null) {
                // Else only what is kept has a file.
                known.kept = orphan == null;
                known.codec = file.codec();
                known.fileLength = file.length();
                toFile.add(id);
            }
        }
        return known;
    }

    /** Returns whether that is news. */
    synchronized boolean keep(MessageId id) {
        Take take = takes.get(id);
        if (take == null && files.find(id) != null) {
            toFile.add(id); // its header may have been one of an orphan
            return false;
        }
        take = take(id);
        if (take.kept || take.discarded) {
            return false;
        }
        take.kept = true;
        toFile.add(id);
        return true;
    }

    /** Makes a file of a recording that nobody made a message of, and whose header is a file: its place in the log is needed. */
    synchronized void fileAnyway(MessageId id) {
        Take take = takes.get(id);
        if (take != null) {
            take.filedAnyway = true;
            toFile.add(id);
        }
    }

    /** Whether audio from elsewhere may be put in the place of what is here. */
    synchronized boolean mayRestore(MessageId id) {
        Take take = takes.get(id);
        return take == null || (!take.discarded && (!take.ours || take.finished != null));
    }

    synchronized void restored(MessageId id, Codec codec, long length) {
        Take take = takes.get(id);
        if (take != null) {
            take.restored(codec, length);
        }
    }

    /** Returns whether there is something to forget. */
    synchronized boolean purge(MessageId id) {
        Take take = takes.get(id);
        if (take == null && files.find(id) == null) {
            return false;
        }
        take = take(id);
        if (take.discarded) {
            return false;
        }
        take.discarded = true;
        take.fileMustGo = true;
        toFile.add(id);
        return true;
    }

    /** What the filer should look at; asked once, it is the filer's to bring back what it could not do. */
    synchronized List<MessageId> takeToFile() {
        List<MessageId> ids = List.copyOf(toFile);
        toFile.clear();
        return ids;
    }

    synchronized void toFileLater(MessageId id) {
        toFile.add(id);
    }

    synchronized void filed(MessageId id, long length) {
        Take take = takes.get(id);
        if (take != null) {
            take.filed = Math.max(take.filed, length);
            take.fileLength = Math.max(take.fileLength, length);
            take.dropExtentsUpTo(take.filed);
        }
    }

    /** What the logs have of it behind that place cannot be read and is given up. */
    synchronized void cut(MessageId id, long end) {
        Take take = takes.get(id);
        if (take != null) {
            take.cut(end);
        }
    }

    synchronized void fileGone(MessageId id) {
        Take take = takes.get(id);
        if (take != null) {
            take.fileMustGo = false;
            take.filed = 0;
            take.fileLength = 0;
            forgetIfUnmentioned(take);
        }
    }

    synchronized List<MessageId> unsettledIn(Segment segment) {
        return mentionedIn(segment)
                .filter(take -> !take.settled())
                .map(take -> take.id)
                .toList();
    }

    /** What must be forced before a segment goes. */
    synchronized List<MessageId> filedIn(Segment segment) {
        return mentionedIn(segment)
                .filter(take -> take.filed > 0 && !take.discarded)
                .map(take -> take.id)
                .toList();
    }

    /**
     * A recording that nobody in this process will end or extend.
     *
     * @param header null of what was said again
     */
    record Ended(MessageId id, @Nullable RecordingHeader header, boolean own) {}

    /** Those of which nobody made a message so far. */
    synchronized List<Ended> endedIn(Segment segment) {
        return mentionedIn(segment)
                .filter(take -> !take.toBeFiled() && !take.discarded && (!take.ours || take.finished != null))
                .map(take -> new Ended(take.id, take.header, take.own))
                .toList();
    }

    private Stream<Take> mentionedIn(Segment segment) {
        return segment.ids.stream().map(takes::get).filter(Objects::nonNull);
    }

    /**
     * What must be on stable storage elsewhere before a segment is forgotten: of a recording whose audio has not come yet that it
     * is kept; of one that other segments mention that it is thrown away.
     */
    synchronized List<LogRecord> saidOnlyIn(Segment segment) {
        return mentionedIn(segment)
                .flatMap(take -> take.saidOnlyIn(segment).stream())
                .toList();
    }

    synchronized void forget(Segment segment) {
        for (MessageId id : segment.ids) {
            Take take = takes.get(id);
            if (take != null) {
                take.dropExtentsIn(segment);
                take.segments--;
                forgetIfUnmentioned(take);
            }
        }
        segment.ids.clear();
    }

    /** For tests: recordings, and places of them in the logs, that are held in memory. */
    synchronized int held() {
        return takes.size() + takes.values().stream().mapToInt(Take::extents).sum();
    }

    private void forgetIfUnmentioned(Take take) {
        if (take.segments <= 0 && !take.isUndecided() && take.settled()) {
            takes.remove(take.id);
        }
    }
}
