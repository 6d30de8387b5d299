package org.duovox.replication;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.jspecify.annotations.Nullable;

/**
 * Takes the peer's entries of one lane out of the ring of slots, or asks the peer for them when the slots do not bring them, and
 * gives them to the store. Owns no thread and no clock; for one thread only.
 *
 * <p>Which slot comes next is only a guess: what a slot is good for is seen from its entries' positions. So nothing needs to be
 * remembered over a restart of either server, and slots that are old, lost or back again do no harm. It looks at the slot after
 * the last one it used, at slot 0 (where a peer begins that was started again), and once a second, while nothing comes, at all.
 */
public final class LaneReceiver {

    /** Given to the store at a time: 4 full slots, some tens of milliseconds of its time. */
    private static final int APPLY_BYTES = 1 << 20;

    /** Between looks at the whole ring: 256 local look-ups of half a microsecond. */
    private static final long SCAN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Without anything new from a peer in contact, it is asked whether there is. */
    static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** After a pull that brought what the slots did not: they are not to be relied on now. */
    private static final long PULL_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** After a pull or a commit that failed: the peer or the database need a moment. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final System.Logger LOG = System.getLogger(LaneReceiver.class.getName());

    private final Member peer;
    private final LaneStore store;
    private final ReplicationCarrier carrier;
    private final Function<Position, CompletionStage<byte[]>> pull;
    private final Supplier<CompletionStage<Position>> copy;
    private final BiPredicate<Position, Position> follows;
    private volatile Position applied;
    private Position asked = Position.NONE;

    /** Nothing of the peer is here: its journal does not have what it got from us in an earlier life, so everything is copied. */
    private boolean copiesFirst;

    private int expected;
    private volatile boolean level;
    private volatile boolean hurried;
    private @Nullable Position goal;
    private @Nullable CompletableFuture<Position> applying;
    private boolean applyingPulled;
    private boolean copying;
    private boolean warnedOfSlot;
    private @Nullable CompletableFuture<byte[]> pulling;
    private long scanAtNanos = Long.MIN_VALUE;
    private long pullAtNanos = Long.MIN_VALUE;
    private long applyAtNanos = Long.MIN_VALUE;

    /**
     * @param pull asks the peer for the entries after a position; answered as {@link PullAnswer} encodes it
     * @param copy takes over all that the peer has
     */
    public LaneReceiver(
            Member peer,
            LaneStore store,
            ReplicationCarrier carrier,
            Function<Position, CompletionStage<byte[]>> pull,
            Supplier<CompletionStage<Position>> copy) {
        this(peer, store, carrier, pull, copy, (applied, previous) -> applied.covers(previous));
    }

    /** @param follows whether an entry may come now, from what is applied and the position of the one before it; for tests */
    LaneReceiver(
            Member peer,
            LaneStore store,
            ReplicationCarrier carrier,
            Function<Position, CompletionStage<byte[]>> pull,
            Supplier<CompletionStage<Position>> copy,
            BiPredicate<Position, Position> follows) {
        this.peer = peer;
        this.store = store;
        this.carrier = carrier;
        this.pull = pull;
        this.copy = copy;
        this.follows = follows;
        applied = store.applied();
        copiesFirst = store.lane() == Lane.RECORDS && applied.equals(Position.NONE);
    }

    /** What may be acknowledged: all that is on stable storage here. For any thread. */
    public Position applied() {
        return applied;
    }

    /** Whether everything is here that the peer had when it was asked first since contact came about. For any thread. */
    public boolean level() {
        return level;
    }

    /** The peer says that it has something new: if the slots do not have it, it is asked for. For any thread. */
    public void hurry() {
        hurried = true;
    }

    /** This process stood still: what the peer has written meanwhile is not known. */
    void forgetGoal() {
        goal = null;
        level = false;
        pullAtNanos = Long.MIN_VALUE;
    }

    /**
     * Does what can be done now; never blocks.
     *
     * @return whether something happened, so that it is worth to look again soon
     */
    public boolean work(long nowNanos, boolean peerInContact) {
        compareWithGoal(peerInContact);
        if (applying != null && !finishApplying(nowNanos)) {
            return true;
        }
        if (pulling != null && pulling.isDone()) {
            takePulled(nowNanos);
            return true;
        }
        if (!reached(applyAtNanos, nowNanos)) {
            return false;
        }
        if (goal == null && ask(nowNanos, peerInContact)) {
            return true;
        }
        List<Entry> entries = copiesFirst ? List.of() : fromSlots(nowNanos);
        if (!entries.isEmpty()) {
            if (goal != null) {
                pullAtNanos = nowNanos + QUIET_NANOS;
            }
            apply(entries, false);
            return true;
        }
        if (hurried) {
            hurried = false;
            pullAtNanos = Long.MIN_VALUE;
        }
        return ask(nowNanos, peerInContact);
    }

    private boolean ask(long nowNanos, boolean peerInContact) {
        if (pulling != null || !peerInContact || !reached(pullAtNanos, nowNanos)) {
            return false;
        }
        asked = applied;
        pulling = pull.apply(applied).toCompletableFuture();
        return true;
    }

    private void compareWithGoal(boolean peerInContact) {
        if (!peerInContact && goal != null) {
            goal = null;
            pullAtNanos = Long.MIN_VALUE;
        }
        level = goal != null && !copiesFirst && applied.covers(goal);
    }

    private static boolean reached(long atNanos, long nowNanos) {
        return atNanos == Long.MIN_VALUE || nowNanos - atNanos >= 0;
    }

    private void apply(List<Entry> entries, boolean pulled) {
        applying = store.apply(entries).toCompletableFuture();
        applyingPulled = pulled;
    }

    /** Whether the store is done with what it was given. */
    private boolean finishApplying(long nowNanos) {
        CompletableFuture<Position> current = applying;
        if (current == null || !current.isDone()) {
            return false;
        }
        applying = null;
        boolean copied = copying;
        copying = false;
        if (current.isCompletedExceptionally()) {
            LOG.log(
                    Level.WARNING,
                    "Entries of the {0} could not be stored; trying again: {1}",
                    peer,
                    current.exceptionNow());
            applyAtNanos = nowNanos + RETRY_NANOS;
            return true;
        }
        if (copied) {
            copiesFirst = false;
        } else if (current.join().equals(applied)) {
            // A gap, within what we were given or before it.
            pullAtNanos = nowNanos + (applyingPulled ? RETRY_NANOS : 0);
            applyAtNanos = nowNanos + RETRY_NANOS;
        }
        applied = current.join();
        return true;
    }

    private void takePulled(long nowNanos) {
        CompletableFuture<byte[]> answer = pulling;
        pulling = null;
        if (answer == null || answer.isCompletedExceptionally()) {
            pullAtNanos = nowNanos + RETRY_NANOS;
            return;
        }
        List<Entry> entries;
        try {
            PullAnswer pulled = PullAnswer.decode(answer.join());
            entries = pulled.entries();
            if (goal == null) {
                goal = pulled.last();
                if (!pulled.last().covers(asked)) {
                    store.peerLost();
                }
            }
            if (copiesFirst) {
                copyAll(nowNanos);
                return;
            }
        } catch (MalformedEntryException e) {
            LOG.log(Level.WARNING, "The {0} gave an answer that cannot be read: {1}", peer, e.getMessage());
            pullAtNanos = nowNanos + RETRY_NANOS;
            return;
        }
        List<Entry> news = entries.stream()
                .filter(entry -> !applied.covers(entry.position()))
                .toList();
        if (news.isEmpty()) {
            pullAtNanos = nowNanos + QUIET_NANOS;
        } else if (follows.test(applied, news.getFirst().previous())) {
            pullAtNanos = nowNanos + (level ? PULL_AGAIN_NANOS : 0);
            apply(news, true);
        } else {
            LOG.log(
                    Level.INFO,
                    "The {0} no longer has the entries between {1} and {2}; all that it has is copied",
                    peer,
                    applied,
                    news.getFirst().position());
            copyAll(nowNanos);
        }
    }

    private void copyAll(long nowNanos) {
        copying = true;
        applying = copy.get().toCompletableFuture();
        applyingPulled = true;
        pullAtNanos = nowNanos + RETRY_NANOS;
    }

    private List<Entry> fromSlots(long nowNanos) {
        List<Entry> entries = new ArrayList<>();
        Position reached = applied;
        int bytes = 0;
        while (bytes < APPLY_BYTES) {
            Optional<byte[]> slot = find(reached, entries.isEmpty(), nowNanos);
            if (slot.isEmpty()) {
                break;
            }
            List<Entry> some = decode(slot.get());
            if (some.isEmpty()) {
                break;
            }
            entries.addAll(some);
            reached = some.getLast().position();
            bytes += slot.get().length;
        }
        return entries;
    }

    /** The slot that continues after a position; {@link #expected} is then the one after it. */
    private Optional<byte[]> find(Position reached, boolean everywhere, long nowNanos) {
        Optional<byte[]> slot = fitting(expected, reached, nowNanos);
        if (slot.isEmpty() && expected != 0) {
            slot = fitting(0, reached, nowNanos);
        }
        if (slot.isEmpty() && everywhere && reached(scanAtNanos, nowNanos)) {
            scanAtNanos = nowNanos + SCAN_NANOS;
            for (int number = 0; number < LaneSender.RING && slot.isEmpty(); number++) {
                slot = fitting(number, reached, nowNanos);
            }
        }
        return slot;
    }

    private Optional<byte[]> fitting(int number, Position reached, long nowNanos) {
        Optional<byte[]> slot = carrier.slot(peer, store.lane(), number);
        if (slot.isEmpty()) {
            return slot;
        }
        EntryCodec.Range range;
        try {
            range = EntryCodec.range(slot.get());
        } catch (MalformedEntryException e) {
            return Optional.empty();
        }
        if (range.origin() != peer || range.lane() != store.lane() || reached.covers(range.last())) {
            return Optional.empty();
        }
        if (!follows.test(reached, range.previous())) {
            // A newer slot than we can use: something before it is missing.
            if (!reached(pullAtNanos, nowNanos + PULL_AGAIN_NANOS)) {
                pullAtNanos = nowNanos + PULL_AGAIN_NANOS;
            }
            return Optional.empty();
        }
        expected = (number + 1) % LaneSender.RING;
        return slot;
    }

    private List<Entry> decode(byte[] slot) {
        try {
            return EntryCodec.decode(slot);
        } catch (MalformedEntryException e) {
            if (!warnedOfSlot) {
                warnedOfSlot = true; // once, for it is met again and again; the entries come by a pull
                LOG.log(Level.WARNING, "A slot of the {0} cannot be read: {1}", peer, e.getMessage());
            }
            return List.of();
        }
    }
}
