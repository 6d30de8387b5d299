package org.duovox.messagestore.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageId;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/** What is recorded on this server: collects it from all calls, forces it once for all, and offers it to the peer. */
final class RecordingLog implements LaneLog {

    private static final System.Logger LOG = System.getLogger(RecordingLog.class.getName());

    /** 1 s of audio of 1,000 ports; a peer further behind reads from the disk. */
    private static final int TAIL_BYTES = 8 << 20;

    /** Kept or thrown away while the disk does not write: 10 minutes at 100 a second, of some 100 bytes. */
    private static final int MAX_REMARKS = 60_000;

    /** Entries, of at most 64 KiB, that the peer may lack while more is said again: a turn's worth of that, and as much of calls. */
    private static final int MAX_AHEAD = 1_024;

    /** A question that stays comes every 3 s at least, and the beats are 2 s apart. */
    private static final int MAX_BEATS_BETWEEN = 3;

    private final SegmentedLog log;
    private final Takes takes;
    private final Supplier<Member> self;
    private final Runnable whenPeerLacks;
    private final LogTail tail = new LogTail(TAIL_BYTES);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Set<OngoingRecording> recordings = new LinkedHashSet<>();
    private final ArrayDeque<LogRecord> remarks = new ArrayDeque<>();
    private final int epoch;
    private final Position acknowledgedBefore;
    private final AtomicReference<@Nullable Hole> passed = new AtomicReference<>();
    private final AtomicReference<@Nullable Position> doubted = new AtomicReference<>();
    private final AtomicReference<@Nullable Position> askedInVain = new AtomicReference<>();
    private @Nullable Position askedInVainBefore;
    private int beatsWithoutQuestion;
    private volatile Position acknowledged = Position.NONE;

    /** The log is recovered already; {@code epoch} is greater than any in it. */
    RecordingLog(
            SegmentedLog log,
            Takes takes,
            int epoch,
            Position acknowledgedBefore,
            Supplier<Member> self,
            Runnable whenPeerLacks) {
        this.log = log;
        this.acknowledgedBefore = acknowledgedBefore;
        this.takes = takes;
        this.epoch = epoch;
        this.self = self;
        this.whenPeerLacks = whenPeerLacks;
    }

    private record Hole(Position from, Position to) {}

    /** From now on what comes to the recording is written. */
    void add(OngoingRecording recording) {
        synchronized (recordings) {
            recordings.add(recording);
        }
    }

    int recordings() {
        synchronized (recordings) {
            return recordings.size();
        }
    }

    /**
     * Has a record written with the next audio. While the disk takes nothing at all, what is beyond the limit is dropped: that a
     * recording is kept or thrown away is found again from its header.
     */
    void remark(LogRecord record) {
        synchronized (remarks) {
            if (remarks.size() < MAX_REMARKS) {
                remarks.add(record);
                return;
            }
        }
        LOG.log(Level.WARNING, "The recording log takes nothing: not noted of " + record.id());
    }

    /** As {@link #remark}, unless the same waits to be written already. */
    void remarkOnce(LogRecord record) {
        synchronized (remarks) {
            if (remarks.contains(record)) {
                return;
            }
        }
        remark(record);
    }

    /** Whether the disk or the peer is busy with what is there: what is said again has to wait for it. */
    boolean isBusy() {
        if (countAfter(acknowledged) > MAX_AHEAD) {
            return true;
        }
        synchronized (remarks) {
            return remarks.stream().anyMatch(LogRecord.Audio.class::isInstance);
        }
    }

    /**
     * Writes what there is; for one thread.
     *
     * @param all also of recordings that go on; else only what somebody waits for
     */
    void write(boolean all) {
        List<OngoingRecording> sources = new ArrayList<>();
        List<OngoingRecording.Batch> batches = new ArrayList<>();
        List<LogRecord> records = new ArrayList<>();
        for (OngoingRecording source : snapshot()) {
            OngoingRecording.Batch batch = source.collect(all);
            if (batch != null) {
                sources.add(source);
                batches.add(batch);
                records.addAll(batch.records());
            }
        }
        int remarked;
        synchronized (remarks) {
            records.addAll(remarks);
            remarked = remarks.size();
        }
        List<SegmentedLog.Placed> placed = null;
        IOException failure = null;
        try {
            placed = records.isEmpty() ? List.of() : log.append(numbered(records));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Recordings cannot be written: " + e);
            failure = e;
        }
        if (placed != null) {
            publish(placed, remarked);
        }
        for (int i = 0; i < sources.size(); i++) {
            OngoingRecording.Batch batch = batches.get(i);
            answer(sources.get(i), batch, batch.records().isEmpty() ? null : failure);
        }
        if (placed != null && !placed.isEmpty()) {
            tellListeners();
        }
    }

    private List<OngoingRecording> snapshot() {
        synchronized (recordings) {
            return List.copyOf(recordings);
        }
    }

    private List<LogEntry> numbered(List<LogRecord> records) {
        List<LogEntry> entries = new ArrayList<>(records.size());
        Position previous = log.last();
        for (LogRecord record : records) {
            Position position = previous.epoch() == epoch ? previous.next() : Position.of(epoch, 1);
            entries.add(RecordCoder.encode(position, previous, record));
            previous = position;
        }
        return entries;
    }

    private void publish(List<SegmentedLog.Placed> placed, int remarked) {
        for (SegmentedLog.Placed each : placed) {
            takes.apply(each, true);
            tail.add(each.entry());
        }
        synchronized (remarks) {
            for (int i = 0; i < remarked; i++) {
                remarks.removeFirst();
            }
        }
    }

    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Who waits for new recordings met an error", e);
            }
        }
    }

    private void answer(OngoingRecording source, OngoingRecording.Batch batch, @Nullable IOException failure) {
        if (failure == null) {
            if (batch.ends()) {
                remove(source);
            }
            source.written(batch, log.last());
        } else if (source.notWritten(batch, failure)) {
            remove(source);
        }
    }

    private void remove(OngoingRecording source) {
        synchronized (recordings) {
            recordings.remove(source);
        }
    }

    @Override
    public Lane lane() {
        return Lane.AUDIO;
    }

    @Override
    public Position last() {
        return log.last();
    }

    @Override
    public List<Entry> after(Position position, int maxBytes) {
        if (position.covers(log.last())) {
            return List.of();
        }
        List<LogEntry> found = tail.after(position, maxBytes);
        if (found == null) {
            found = readAfter(position, maxBytes);
            if (found.isEmpty()) {
                askedInVain.set(position);
            }
        }
        Member origin = self.get();
        List<Entry> entries = new ArrayList<>(found.size());
        Position before = position;
        for (LogEntry entry : found) {
            if (isOutrun(before, entry)) {
                break;
            }
            entries.add(new Entry(origin, Lane.AUDIO, entry.position(), chained(before, entry), entry.bytes()));
            before = entry.position();
        }
        return entries;
    }

    /**
     * What lies between was acknowledged and may be gone by now: the question was overtaken by the answer to another one. Who still
     * asks for the same place, though, has lost what it acknowledged.
     */
    private boolean isOutrun(Position before, LogEntry entry) {
        boolean gone = !before.covers(entry.previous());
        return gone && acknowledged.covers(entry.previous()) && !before.equals(doubted.getAndSet(before));
    }

    /** What the log has lost it will never give: the chain then goes on behind the hole, or nothing would ever pass it. */
    private Position chained(Position before, LogEntry entry) {
        if (before.covers(entry.previous())) {
            return entry.previous();
        }
        pass(new Hole(before, entry.previous()));
        return before;
    }

    /** Returns whether it is another one than before. */
    private boolean pass(Hole hole) {
        Hole before = passed.getAndSet(hole);
        if (before != null && before.from().equals(hole.from()) && before.to().covers(hole.to())) {
            passed.set(before);
            return false;
        }
        LOG.log(Level.WARNING, "The peer lacks what is no longer in the recording log: " + hole);
        whenPeerLacks.run();
        return true;
    }

    /**
     * Nothing is left behind which the peer could go on, and it asks again and again: what it lacks is said again, after something
     * that it can have even if all of that is gone, or it would wait until somebody speaks. To be called every few seconds, by one
     * thread; so a question that was overtaken by the answer to another one is told from one that stays.
     */
    void passWhatIsGone() {
        Position asked = askedInVain.getAndSet(null);
        if (asked == null) {
            beatsWithoutQuestion++;
            if (beatsWithoutQuestion > MAX_BEATS_BETWEEN) {
                askedInVainBefore = null;
            }
            return;
        }
        beatsWithoutQuestion = 0;
        boolean stays = asked.equals(askedInVainBefore);
        askedInVainBefore = asked;
        if (stays && !asked.covers(log.last()) && pass(new Hole(asked, log.last()))) {
            remark(new LogRecord.Discarded(new MessageId(UUID.randomUUID().toString())));
        }
    }

    private List<LogEntry> readAfter(Position position, int maxBytes) {
        List<LogEntry> found = new ArrayList<>();
        int[] size = {0};
        try {
            log.read(position, entry -> {
                size[0] += entry.bytes().length;
                if (size[0] <= maxBytes || found.isEmpty()) {
                    found.add(entry);
                }
                return size[0] < maxBytes;
            });
        } catch (IOException e) {
            // What was read before is good; the rest is read, or fails, the next time.
            if (found.isEmpty()) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Override
    public void acknowledged(Position position) {
        acknowledged = position;
    }

    Position acknowledged() {
        return acknowledged;
    }

    @Override
    public Position acknowledgedBefore() {
        return acknowledgedBefore;
    }

    @Override
    public long countAfter(Position position) {
        return log.countAfter(position);
    }

    @Override
    public void onAppend(Runnable callback) {
        listeners.add(callback);
    }
}
