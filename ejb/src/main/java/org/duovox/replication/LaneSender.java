package org.duovox.replication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.duovox.cluster.Member;

/**
 * Puts one lane's own entries into the carrier's ring of slots, as far beyond the peer's acknowledgement as its limits allow; the
 * rest waits in the log. Owns no thread and no clock: whoever calls {@link #work} brings the time. Except for {@link
 * #acknowledged}, {@link #republish} and the figures, for one thread only.
 *
 * <p>Slots are numbered from 0 at each start of the server, modulo the ring. A slot is used again only when the peer has
 * acknowledged what was in it, so whatever stands in a slot is either wanted or known.
 */
public final class LaneSender {

    /** Slots of a lane: with the bytes below, the bound of what the caches hold. */
    public static final int RING = 256;

    /** Beyond the peer's acknowledgement: a third of a second at the 53 MB/s measured. */
    static final int WINDOW_BYTES = 16 << 20;

    /** Of a slot: at this size the caches carried most bytes a second (high-availability.md 2.2). */
    static final int SLOT_BYTES = 256 << 10;

    /** An acknowledgement that does not move for so long means that slots, or it, got lost. */
    static final long REPUBLISH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Republishing is repeated ever more slowly: a peer that is slow needs no more work. */
    static final long MAX_REPUBLISH_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** After a put that failed. */
    static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Member self;
    private final LaneLog log;
    private final ReplicationCarrier carrier;
    private final Deque<Slot> window = new ArrayDeque<>();
    private int windowBytes;
    private int nextSlot;
    private Position published = Position.NONE;
    private volatile Position acknowledged = Position.NONE;
    private volatile boolean met;
    private volatile boolean republishWanted;
    private final Arrivals arrivals = new Arrivals();

    /** What the peer was known to have when this process began. */
    private final Position before;

    /** How far the log went then. */
    private final Position begun;

    private long movedNanos = Long.MIN_VALUE;
    private long republishNanos = REPUBLISH_NANOS;
    private long notBeforeNanos = Long.MIN_VALUE;

    private static final class Slot {
        final int number;
        final Position last;
        final byte[] bytes;
        boolean put;

        Slot(int number, Position last, byte[] bytes) {
            this.number = number;
            this.last = last;
            this.bytes = bytes;
        }
    }

    public LaneSender(Member self, LaneLog log, ReplicationCarrier carrier) {
        this.self = self;
        this.log = log;
        this.carrier = carrier;
        before = log.acknowledgedBefore();
        begun = log.last();
    }

    /**
     * The peer has everything up to here; a smaller position than before is an old one and says nothing. Thread-safe.
     *
     * @return whether it says something
     */
    public synchronized boolean acknowledged(Position position) {
        boolean news = !met || position.compareTo(acknowledged) > 0;
        met = true;
        if (position.compareTo(acknowledged) > 0) {
            acknowledged = position;
            log.acknowledged(position);
        }
        return news;
    }

    public Position acknowledged() {
        return acknowledged;
    }

    /** All that is on its way is put once more: after a change of the view, or when the peer came back. Thread-safe. */
    public void republish() {
        republishWanted = true;
    }

    /** Whether entries wait for the peer's acknowledgement. Thread-safe. */
    public boolean behind() {
        return !acknowledged.covers(log.last());
    }

    /**
     * What the peer is known to have. Of a peer that never acknowledged anything nobody can tell; once it is met, what was written
     * since this process began is known to wait for it. The rest, such a peer copies.
     */
    private Optional<Position> known() {
        Position most = acknowledged.covers(before) ? acknowledged : before;
        if (most.equals(Position.NONE)) {
            return met ? Optional.of(begun) : Optional.empty();
        }
        return Optional.of(most);
    }

    private Optional<Position> knownToWaitAfter() {
        return known().filter(most -> !most.covers(log.last()));
    }

    /** Entries that wait for the peer, as far as is known. Thread-safe. */
    public long backlog() {
        return knownToWaitAfter()
                .map(after -> Math.max(1, log.countAfter(after)))
                .orElse(0L);
    }

    /** How old the oldest of them is; in nanoseconds, at most since this process began. Thread-safe. */
    public long lagNanos(long nowNanos) {
        arrivals.note(log.last(), nowNanos);
        return knownToWaitAfter()
                .map(after -> arrivals.ageNanos(after, nowNanos))
                .orElse(0L);
    }

    /** Does what can be done now; may block in the carrier. */
    public void work(long nowNanos) {
        arrivals.note(log.last(), nowNanos);
        forgetAcknowledged(nowNanos);
        if (!met) {
            return; // nobody reads, and where to begin is not known
        }
        if (notBeforeNanos != Long.MIN_VALUE && nowNanos - notBeforeNanos < 0) {
            return;
        }
        notBeforeNanos = Long.MIN_VALUE;
        republishIfDue(nowNanos);
        for (Slot slot : window) {
            if (!slot.put && !put(slot, nowNanos)) {
                return;
            }
        }
        while (window.size() < RING && windowBytes < WINDOW_BYTES && !published.covers(log.last())) {
            List<Entry> entries = log.after(published, SLOT_BYTES);
            if (entries.isEmpty() || !put(fill(entries, nowNanos), nowNanos)) {
                return;
            }
        }
    }

    private void forgetAcknowledged(long nowNanos) {
        Position known = acknowledged;
        boolean moved = false;
        while (!window.isEmpty() && known.covers(window.getFirst().last)) {
            windowBytes -= window.removeFirst().bytes.length;
            moved = true;
        }
        if (known.compareTo(published) > 0) {
            published = known;
        }
        if (moved || window.isEmpty() || movedNanos == Long.MIN_VALUE) {
            movedNanos = nowNanos;
            republishNanos = REPUBLISH_NANOS;
        }
    }

    private void republishIfDue(long nowNanos) {
        boolean overdue = !window.isEmpty() && nowNanos - movedNanos >= republishNanos;
        if (overdue || republishWanted) {
            republishWanted = false;
            window.forEach(slot -> slot.put = false);
            if (overdue) {
                movedNanos = nowNanos;
                republishNanos = Math.min(2 * republishNanos, MAX_REPUBLISH_NANOS);
            }
        }
    }

    private Slot fill(List<Entry> entries, long nowNanos) {
        byte[] bytes = EntryCodec.encode(self, log.lane(), entries);
        Slot slot = new Slot(nextSlot, entries.getLast().position(), bytes);
        nextSlot = (nextSlot + 1) % RING;
        if (window.isEmpty()) {
            movedNanos = nowNanos;
        }
        window.addLast(slot);
        windowBytes += bytes.length;
        published = slot.last;
        return slot;
    }

    private boolean put(Slot slot, long nowNanos) {
        try {
            carrier.putSlot(self, log.lane(), slot.number, slot.bytes);
            slot.put = true;
            return true;
        } catch (RuntimeException e) {
            notBeforeNanos = nowNanos + RETRY_NANOS;
            return false;
        }
    }

    /** For tests: what is held in memory. */
    int windowBytes() {
        return windowBytes;
    }
}
