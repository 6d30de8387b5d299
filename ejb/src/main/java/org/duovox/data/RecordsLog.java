package org.duovox.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.Position;

/** Our own entries of the records lane: the newest also in memory, so that a peer that keeps up costs no query. */
public final class RecordsLog implements LaneLog {

    /** Ten full slots: what is sent within some tens of milliseconds of its commit. */
    private static final int RECENT_BYTES = 10 * (256 << 10);

    private static final Position NOT_HELD = new Position(Long.MAX_VALUE);

    private final Transactions transactions;
    private final Position acknowledgedBefore;
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final Deque<Entry> recent = new ArrayDeque<>();
    private int recentBytes;
    private volatile Position last;
    private volatile Position acknowledged;

    /** A peer that copies needs the entries after this. */
    private volatile Position held = NOT_HELD;

    RecordsLog(Transactions transactions, JournalState state) {
        this.transactions = transactions;
        last = state.last();
        acknowledgedBefore = state.acknowledged();
        acknowledged = acknowledgedBefore;
    }

    @Override
    public Lane lane() {
        return Lane.RECORDS;
    }

    @Override
    public Position last() {
        return last;
    }

    @Override
    public List<Entry> after(Position position, int maxBytes) {
        if (position.covers(last)) {
            return List.of();
        }
        synchronized (recent) {
            if (!recent.isEmpty() && position.covers(recent.getFirst().previous())) {
                return fitting(position, maxBytes);
            }
        }
        return transactions.inOne(store -> store.journal(position, maxBytes));
    }

    private List<Entry> fitting(Position position, int maxBytes) {
        List<Entry> found = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : recent) {
            if (position.covers(entry.position())) {
                continue;
            }
            bytes += entry.body().length;
            if (bytes > maxBytes && !found.isEmpty()) {
                break;
            }
            found.add(entry);
        }
        return found;
    }

    @Override
    public synchronized void acknowledged(Position position) {
        if (position.covers(held)) {
            held = NOT_HELD;
        }
        if (position.compareTo(acknowledged) > 0) {
            acknowledged = position;
        }
    }

    @Override
    public Position acknowledgedBefore() {
        return acknowledgedBefore;
    }

    @Override
    public byte[] copy(byte[] request) {
        CopyPage.Request asked = CopyPage.Request.decode(request);
        CopyPage page = transactions.inOne(store -> CopyPage.of(store, asked));
        if (asked.isFirst()) {
            hold(page.last());
        }
        return page.encode();
    }

    private synchronized void hold(Position from) {
        held = from;
    }

    /** Entries after this must not be forgotten. */
    Position held() {
        return held;
    }

    /** The newest position that the peer is known to have; greater than {@link #last} when we lost our tail. */
    Position acknowledged() {
        return acknowledged;
    }

    @Override
    public void onAppend(Runnable callback) {
        callbacks.add(callback);
    }

    /** The committer committed these. */
    void appended(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        synchronized (recent) {
            for (Entry entry : entries) {
                recent.addLast(entry);
                recentBytes += entry.body().length;
            }
            while (recentBytes > RECENT_BYTES) {
                recentBytes -= recent.removeFirst().body().length;
            }
        }
        last = entries.getLast().position();
        callbacks.forEach(Runnable::run);
    }
}
