package org.duovox.messagestore.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Position;
import org.duovox.sip.AudioClip;
import org.jspecify.annotations.Nullable;

/** The message store of a server, with its two logs and its files under one directory. Thread-safe. */
public final class FileMessageStore implements MessageStore, AutoCloseable {

    /** How much speech may be in danger, half of what the checkers allow for the way to the peer (architecture.md, 4). */
    private static final Duration WRITE_PERIOD = Duration.ofMillis(500);

    /** How soon what is kept becomes a file; only a question of disk space. */
    private static final Duration FILE_PERIOD = Duration.ofSeconds(2);

    /** 35 minutes of one call: a log goes in pieces that are quickly read after a crash. */
    static final long SEGMENT_SIZE = 16 << 20;

    /** Audio of 100 ports in use for 3 hours without a peer; as much again for what comes from the peer. */
    private static final long MAX_LOG_BYTES = 8L << 30;

    /** What a restart has to find again: 1 GiB of audio, which takes 30 MB of memory, of each log. */
    private static final int MAX_UNFILED_SEGMENTS = 64;

    /** Shown at a time of those that the full log let go; each is read once for its digest: 50 MB of audio. */
    private static final int MAX_FILED_ORPHANS = 200;

    /** Recordings at a time: far above the ports of a server. */
    private static final int MAX_RECORDINGS = 4096;

    private static final System.Logger LOG = System.getLogger(FileMessageStore.class.getName());

    private final Disk disk;
    private final Supplier<Member> self;
    private final Executor answers;
    private final SegmentedLog ownSegments;
    private final SegmentedLog peerSegments;
    private final PositionFile ownMark;
    private final PositionFile peerMark;
    private final PositionFile acknowledgedMark;
    private final FiledMark ownFiled;
    private final FiledMark peerFiled;
    private Position acknowledgedNoted;
    private final OrphanHeaders orphanHeaders;
    private final Takes takes;
    private final Library library;
    private final Filer filer;
    private final RecordingLog own;
    private final PeerLog peer;
    private final Resender resender;
    private final int epoch;
    private volatile @Nullable Threads threads;

    FileMessageStore(Disk disk, Path root, Settings settings) throws IOException {
        this.disk = disk;
        this.self = settings.self();
        this.answers = task -> execute(settings.answers(), task);
        MessageFiles files = new MessageFiles(disk, root.resolve("messages"));
        disk.makeDirectory(root.resolve("messages"));
        orphanHeaders = new OrphanHeaders(disk, root.resolve("orphans"));
        takes = new Takes(files, orphanHeaders);
        library = new Library(takes, files);
        long maxUnfiled = Math.min(settings.maxLogBytes(), MAX_UNFILED_SEGMENTS * settings.segmentSize());
        filer = new Filer(takes, files, orphanHeaders, library, settings.maxLogBytes(), maxUnfiled);
        Path logs = root.resolve("log");
        Path ownDirectory = logs.resolve("own");
        Path peerDirectory = logs.resolve("peer");
        ownSegments = new SegmentedLog(disk, ownDirectory, settings.segmentSize());
        peerSegments = new SegmentedLog(disk, peerDirectory, settings.segmentSize());
        ownMark = new PositionFile(disk, ownDirectory, "position");
        peerMark = new PositionFile(disk, peerDirectory, "position");
        acknowledgedMark = new PositionFile(disk, logs, "acknowledged");
        // Our own first: it says what is kept here.
        PositionFile.Mark mark = ownMark.read();
        ownFiled = recover(ownSegments, mark.last(), new PositionFile(disk, logs, "own.filed"), true);
        peerFiled = recover(peerSegments, peerMark.read().last(), new PositionFile(disk, logs, "peer.filed"), false);
        int before = Math.max(mark.epoch(), ownSegments.last().epoch());
        epoch = Position.epochAfter(before, settings.now().toEpochMilli());
        ownMark.write(new PositionFile.Mark(epoch, ownSegments.last()));
        acknowledgedNoted = last(acknowledgedMark);
        ownSegments.mustReach(acknowledgedNoted);
        own = new RecordingLog(ownSegments, takes, epoch, acknowledgedNoted, self, this::peerLacks);
        resender = new Resender(files, library, own, disk, logs.resolve("resend"));
        peer = new PeerLog(peerSegments, takes, () -> wake(Threads::peerWriter), answers, this::peerLost);
    }

    /**
     * How a store works.
     *
     * @param self which server this is; asked only when it matters
     * @param now when the store is opened
     * @param answers runs what waits for answers, so that it cannot hold up the writer
     */
    record Settings(Supplier<Member> self, Instant now, Executor answers, long segmentSize, long maxLogBytes) {}

    /**
     * Opens the store and starts its threads.
     *
     * @param root everything is below it; made when it is missing
     */
    public static FileMessageStore open(
            Path root, Supplier<Member> self, Instant now, Executor answers, ThreadFactory threads) throws IOException {
        NioDisk disk = new NioDisk(root);
        disk.makeDirectory(root);
        FileMessageStore store =
                new FileMessageStore(disk, root, new Settings(self, now, answers, SEGMENT_SIZE, MAX_LOG_BYTES));
        store.start(threads);
        return store;
    }

    /** A full or closed pool must not keep anybody waiting for ever. */
    private static void execute(Executor pool, Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private record Threads(Beat ownWriter, Beat peerWriter, Beat filer) {}

    private void start(ThreadFactory factory) {
        Threads started = new Threads(
                new Beat(WRITE_PERIOD, own::write, factory),
                new Beat(WRITE_PERIOD, due -> peer.write(), factory),
                new Beat(FILE_PERIOD, due -> tidy(), factory));
        threads = started;
        started.ownWriter().start();
        started.peerWriter().start();
        started.filer().start();
        LOG.log(Level.INFO, "The message store is open in epoch " + epoch);
    }

    private void wake(Function<Threads, Beat> which) {
        Threads running = threads;
        if (running != null) {
            which.apply(running).wake();
        }
    }

    /** Writes what came in; the writer threads do so by themselves. */
    void write() {
        own.write(true);
        peer.write();
    }

    /** Makes files of what is kept and lets old segments go. */
    void tidy() {
        filer.fileWhatIsKept();
        noteAcknowledged();
        own.passWhatIsGone();
        ownSegments.beat();
        resender.turn();
        filer.settle(ownSegments, ownFiled, own::remarkOnce);
        filer.settle(peerSegments, peerFiled, own::remarkOnce);
        filer.retire(
                ownSegments,
                ownFiled,
                segment -> own.acknowledged().covers(segment.last()),
                () -> ownMark.write(new PositionFile.Mark(epoch, ownSegments.last())));
        filer.retire(
                peerSegments,
                peerFiled,
                segment -> true,
                () -> peerMark.write(new PositionFile.Mark(0, peerSegments.last())));
    }

    /** What is in the log after the place up to which all is filed; a disk that lost segments may have kept their mark. */
    private FiledMark recover(SegmentedLog log, Position last, PositionFile file, boolean own) throws IOException {
        Position filed = last(file);
        log.recover((entry, segment, at) -> {
            if (!filed.covers(entry.position())) {
                takes.apply(new SegmentedLog.Placed(entry, segment, at), own);
            }
        });
        log.continueAfter(last);
        log.mustReach(filed);
        FiledMark mark = new FiledMark(file, filed);
        if (!log.last().covers(filed)) {
            mark.move(log.last());
        }
        return mark;
    }

    /** Marks of what is known better later: without them more is done than is needed. */
    private static Position last(PositionFile file) {
        try {
            return file.read().last();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A mark in the message store cannot be read: " + e);
            return Position.NONE;
        }
    }

    /**
     * For the figures after a restart, and to see by what the disk lost, so it costs no force; lost with the power, it is unknown until
     * the peer is met. What the peer has and we have not was lost before this start.
     */
    private void noteAcknowledged() {
        Position now = own.acknowledged();
        if (now.compareTo(acknowledgedNoted) > 0 && ownSegments.last().covers(now)) {
            noteAcknowledged(now);
        }
    }

    private void noteAcknowledged(Position position) {
        try {
            acknowledgedMark.note(new PositionFile.Mark(0, position));
            acknowledgedNoted = position;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "What the peer has of the recordings is noted later", e);
        }
    }

    /** The log has a hole where the peer asks. */
    private void peerLacks() {
        resender.requestOnceMore();
    }

    /** The peer lost what it had recorded. */
    private void peerLost() {
        resender.request();
    }

    /**
     * What the logs lacked when the store was opened although it had been forced, in sentences; a tail that a crash tore is none of
     * it.
     */
    public List<String> damages() {
        return Stream.of(ownSegments, peerSegments)
                .flatMap(log -> log.damages().stream())
                .toList();
    }

    /** They need not be told at the next start once more. */
    public void damagesTold() {
        if (!ownSegments.last().covers(acknowledgedNoted)) {
            noteAcknowledged(ownSegments.last());
        }
    }

    /** This server's own entries of the audio lane. */
    public LaneLog laneLog() {
        return own;
    }

    /** Where the peer's entries of the audio lane go. */
    public LaneStore laneStore() {
        return peer;
    }

    @Override
    public Recording begin(RecordingHeader header) {
        if (own.recordings() >= MAX_RECORDINGS) {
            throw new IllegalStateException("more than " + MAX_RECORDINGS + " recordings at a time");
        }
        takes.begun(header);
        OngoingRecording recording = new OngoingRecording(
                header,
                () -> wake(Threads::ownWriter),
                answers,
                () -> purge(header.id()),
                () -> takes.abandoned(header.id()));
        own.add(recording);
        return recording;
    }

    @Override
    public Optional<AudioClip> open(MessageId id) {
        return library.holding(id).map(holding -> new StoredClip(library, id, holding.codec(), holding.length()));
    }

    @Override
    public Optional<StoredAudio> describe(MessageId id) {
        return library.holding(id).map(holding -> described(id, holding));
    }

    private StoredAudio described(MessageId id, Library.Holding holding) {
        try {
            return library.describe(id, holding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<StoredAudio> examine(MessageId id) {
        return library.holding(id).map(holding -> {
            try {
                return library.examine(id, holding);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The audio of " + id + " cannot be read: " + e);
                return new StoredAudio(id, holding.codec(), holding.length(), "");
            }
        });
    }

    @Override
    public boolean restore(StoredAudio audio, byte[] samples) throws IOException {
        if (!takes.mayRestore(audio.id())) {
            return false;
        }
        library.replace(audio, samples);
        takes.restored(audio.id(), audio.codec(), audio.length());
        return true;
    }

    @Override
    public List<Orphan> orphans(Member origin) {
        boolean ours = origin == self.get();
        List<RecordingHeader> logged = takes
                .select(
                        take -> take.own == ours && !take.ours && !take.kept && !take.discarded,
                        take -> Optional.ofNullable(take.header))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return Stream.concat(logged.stream().flatMap(header -> orphan(header).stream()), filedOrphans(ours))
                .distinct()
                .toList();
    }

    /** Nothing when its audio cannot be read: the others are not to wait for it. */
    private Optional<Orphan> orphan(RecordingHeader header) {
        try {
            return describe(header.id()).map(audio -> new Orphan(header, audio));
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "A recording without a message cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Of those that the logs do not know any more, some; the others have their turn when these are messages. */
    private Stream<Orphan> filedOrphans(boolean ours) {
        try {
            return orphanHeaders.of(ours).stream()
                    .filter(id -> takes.with(id, take -> take == null))
                    .filter(id -> library.holding(id).isPresent())
                    .flatMap(id -> Optional.ofNullable(orphanHeaders.find(id)).stream())
                    .flatMap(found -> orphan(found.header()).stream())
                    .limit(MAX_FILED_ORPHANS);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Recordings that the log let go cannot be listed: " + e);
            return Stream.empty();
        }
    }

    @Override
    public void keep(MessageId id) {
        if (takes.keep(id)) {
            own.remark(new LogRecord.Kept(id));
        }
    }

    @Override
    public void purge(MessageId id) {
        if (takes.purge(id)) {
            own.remark(new LogRecord.Discarded(id));
        }
    }

    /** For tests: recordings, and places of them in the logs, that are held in memory. */
    int held() {
        return takes.held();
    }

    @Override
    public long freeSpace() {
        return disk.freeSpace();
    }

    /** Writes what is there and stops; recordings in progress are left for whoever finds them at the next start. */
    @Override
    public void close() {
        Threads running = threads;
        threads = null;
        if (running != null) {
            running.filer().close();
            running.peerWriter().close();
            running.ownWriter().close();
            write();
            noteAcknowledged();
        }
        ownSegments.close();
        peerSegments.close();
    }
}
