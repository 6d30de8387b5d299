package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Position;

/** What is recorded on the peer, as it comes from there. */
final class PeerLog implements LaneStore {

    private static final System.Logger LOG = System.getLogger(PeerLog.class.getName());

    /** Calls of {@link #apply} that may wait for the disk: replication has few under way, so more mean that the disk hangs. */
    private static final int MAX_WAITING = 64;

    private final SegmentedLog log;
    private final Takes takes;
    private final Runnable wakeWriter;
    private final Executor answers;
    private final Runnable whenPeerLost;
    private final List<Waiting> waiting = new ArrayList<>();

    /** @param whenPeerLost told when the peer lacks entries of its own that are here */
    PeerLog(SegmentedLog log, Takes takes, Runnable wakeWriter, Executor answers, Runnable whenPeerLost) {
        this.log = log;
        this.takes = takes;
        this.wakeWriter = wakeWriter;
        this.answers = answers;
        this.whenPeerLost = whenPeerLost;
    }

    @Override
    public void peerLost() {
        whenPeerLost.run();
    }

    private record Waiting(List<Entry> entries, CompletableFuture<Position> done) {}

    @Override
    public Lane lane() {
        return Lane.AUDIO;
    }

    @Override
    public Position applied() {
        return log.last();
    }

    @Override
    public CompletionStage<Position> apply(List<Entry> entries) {
        CompletableFuture<Position> done = new CompletableFuture<>();
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                return CompletableFuture.failedStage(
                        new IOException("the disk does not keep up with the peer's recordings"));
            }
            waiting.add(new Waiting(List.copyOf(entries), done));
        }
        wakeWriter.run();
        return done.minimalCompletionStage();
    }

    /** Writes what there is; for one thread. */
    void write() {
        List<Waiting> batch;
        synchronized (waiting) {
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<LogEntry> fresh = fresh(batch);
            if (!fresh.isEmpty()) {
                log.append(fresh).forEach(placed -> takes.apply(placed, false));
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The peer's recordings cannot be written: " + e);
            batch.forEach(each -> answers.execute(() -> each.done().completeExceptionally(e)));
            return;
        }
        Position applied = log.last();
        batch.forEach(each -> answers.execute(() -> each.done().complete(applied)));
    }

    private List<LogEntry> fresh(List<Waiting> batch) {
        List<LogEntry> fresh = new ArrayList<>();
        Position upTo = log.last();
        for (Waiting each : batch) {
            for (Entry entry : each.entries()) {
                if (upTo.covers(entry.position())) {
                    continue;
                }
                LogEntry decoded = RecordCoder.decode(ByteBuffer.wrap(entry.body()));
                if (decoded == null || !decoded.position().equals(entry.position())) {
                    LOG.log(Level.ERROR, "The peer sent a damaged entry of the audio lane: " + entry.position());
                    break;
                }
                if (!upTo.covers(entry.previous())) {
                    break;
                }
                if (!entry.previous().covers(upTo)) {
                    whenPeerLost.run(); // it wrote this without knowing what it had written before
                }
                LogRecord news = takes.news(decoded.record());
                fresh.add(
                        news.equals(decoded.record())
                                ? decoded
                                : RecordCoder.encode(decoded.position(), decoded.previous(), news));
                upTo = entry.position();
            }
        }
        return fresh;
    }
}
