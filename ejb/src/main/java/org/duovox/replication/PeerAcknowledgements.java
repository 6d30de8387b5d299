package org.duovox.replication;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What the peer is known to have, and who waits for it. Thread-safe. */
public final class PeerAcknowledgements implements AckGate {

    /** A caller does not wait longer for the second copy while the peer lives (architecture.md, single-copy rule). */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Four times the ports of the largest server; who comes beyond that is told the truth: one copy so far. */
    static final int MAX_WAITING = 1024;

    private static final System.Logger LOG = System.getLogger(PeerAcknowledgements.class.getName());

    private final LongSupplier nanoTime;
    private final Executor completions;
    private final List<Waiting> waiting = new ArrayList<>();
    private Acknowledgement known = Acknowledgement.NOTHING;
    private boolean peerInContact;
    private Set<Lane> farBehind = Set.of();

    private record Waiting(Acknowledgement wanted, long untilNanos, CompletableFuture<Receipt> receipt) {}

    /** @param completions runs what waits for a receipt */
    public PeerAcknowledgements(LongSupplier nanoTime, Executor completions) {
        this.nanoTime = nanoTime;
        this.completions = completions;
    }

    @Override
    public synchronized CompletionStage<Receipt> whenSafe(Position records, Position audio) {
        Acknowledgement wanted = new Acknowledgement(records, audio);
        if (known.covers(wanted)) {
            return CompletableFuture.completedFuture(Receipt.TWO_COPIES);
        }
        if (!peerInContact
                || farBehind.stream().anyMatch(lane -> !known.of(lane).covers(wanted.of(lane)))) {
            return CompletableFuture.completedFuture(Receipt.SINGLE_COPY);
        }
        if (waiting.size() >= MAX_WAITING) {
            LOG.log(
                    Level.WARNING,
                    "More than {0} receipts wait for the peer; giving this one with a single copy",
                    MAX_WAITING);
            return CompletableFuture.completedFuture(Receipt.SINGLE_COPY);
        }
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        waiting.add(new Waiting(wanted, nanoTime.getAsLong() + PATIENCE_NANOS, receipt));
        return receipt;
    }

    /** The peer has everything of the lane up to here on its stable storage; an older position says nothing. */
    public void acknowledged(Lane lane, Position position) {
        synchronized (this) {
            if (known.of(lane).covers(position)) {
                return;
            }
            known = known.with(lane, position);
        }
        answer(false);
    }

    /** The role manager found or lost the peer. */
    public void contact(boolean inContact) {
        synchronized (this) {
            peerInContact = inContact;
        }
        answer(!inContact);
    }

    /**
     * Lets those go who have waited long enough; to be called some times a second.
     *
     * @param lagNanos how long the oldest entry of a lane waits for the peer: behind what waits longer than anybody would, nobody
     *     need wait
     */
    public void tick(ToLongFunction<Lane> lagNanos) {
        Set<Lane> behind = EnumSet.noneOf(Lane.class);
        for (Lane lane : Lane.values()) {
            if (lagNanos.applyAsLong(lane) > PATIENCE_NANOS) {
                behind.add(lane);
            }
        }
        synchronized (this) {
            farBehind = behind;
        }
        answer(false);
    }

    /** Whether somebody waits, so that acknowledgements should be looked for often. */
    public synchronized boolean awaited() {
        return !waiting.isEmpty();
    }

    private void answer(boolean everyone) {
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            long now = nanoTime.getAsLong();
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
                Waiting one = each.next();
                boolean safe = known.covers(one.wanted);
                if (safe || everyone || now - one.untilNanos >= 0) {
                    each.remove();
                    answers.add(() -> one.receipt.complete(safe ? Receipt.TWO_COPIES : Receipt.SINGLE_COPY));
                }
            }
        }
        for (Runnable answer : answers) {
            try {
                completions.execute(answer);
            } catch (RejectedExecutionException e) {
                answer.run();
            }
        }
    }
}
