package org.duovox.data;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Position;

/**
 * The one writer of this server's records. Commands of ours and entries of the peer wait in one queue; what waits together is
 * committed together, so that a forced write is shared, and the order of commits is the order of the journal.
 */
public final class Committer implements DataConnector, LaneStore, RecordsAgain {

    /** Two seconds' worth of commands at the rate measured; beyond, the asker hears at once that we do not keep up. */
    static final int MAX_WAITING = 4096;

    /** Enough to share one forced write among all ports of a server, and little to repeat when one of them is refused. */
    static final int MAX_BATCH = 64;

    /** Forgotten at a time: a few milliseconds during which no command runs. */
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** Set aside and tried again at a start; more than this is a fault that trying does not cure. */
    private static final int MAX_UNPARKED = 10_000;

    /** A wrong clock stays wrong for long: said with the first such commit and then once in so many. */
    private static final int COMMITS_A_CLOCK_WARNING = 1000;

    private static final System.Logger LOG = System.getLogger(Committer.class.getName());

    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Transactions transactions;
    private final Member self;
    private final HybridClock clock;
    private final CommitterRules rules;
    private final Executor completions;
    private final Consumer<RecordsChanged> changes;
    private final RecordsLog log;
    private final NumberedMailboxes mailboxes = new NumberedMailboxes();
    private final Position epochStart;
    private volatile Position applied;
    private volatile boolean stopping;
    private volatile MergeListener merges = MergeListener.NOBODY;
    private int epoch;
    private boolean lossTold;
    private long forgottenUpTo;
    private long commitsAhead;

    private record Task<T>(Function<Ledger, T> work, List<Entry> entries, CompletableFuture<T> done) {}

    /** A task's result, handed out when the transaction has committed. */
    private record Result<T>(Task<T> task, T value) {

        static <T> Result<T> of(Task<T> task, Ledger ledger) {
            return new Result<>(task, task.work().apply(ledger));
        }
    }

    /**
     * Opens the journal in a new epoch.
     *
     * @param leastEpoch by another count of this server's starts: when the database lost its last start, or is a new one, its count
     *     repeats itself
     * @param completions runs what waits for a command, so that nobody's work holds the committer
     * @param changes told after each commit that changed records; must not block
     */
    public static Committer open(
            Transactions transactions,
            Member self,
            ServerClocks clocks,
            long leastEpoch,
            Executor completions,
            Consumer<RecordsChanged> changes) {
        return open(transactions, self, clocks, leastEpoch, completions, changes, CommitterRules.STANDARD);
    }

    /** With rules of one's own; for tests. */
    static Committer open(
            Transactions transactions,
            Member self,
            ServerClocks clocks,
            long leastEpoch,
            Executor completions,
            Consumer<RecordsChanged> changes,
            CommitterRules rules) {
        JournalState before = transactions.inOne(RecordStore::state);
        HybridClock clock = rules.clocks().clock(self, clocks, before.clock());
        JournalState state = transactions.inOne(store -> {
            store.save(before.inEpoch((int) Math.max(before.epoch() + 1L, leastEpoch)));
            Ledger ledger = new Ledger(store, self, clock, rules);
            ledger.unpark(MAX_UNPARKED);
            return ledger.close().state();
        });
        return new Committer(transactions, self, clock, completions, changes, state, rules);
    }

    private Committer(
            Transactions transactions,
            Member self,
            HybridClock clock,
            Executor completions,
            Consumer<RecordsChanged> changes,
            JournalState state,
            CommitterRules rules) {
        this.transactions = transactions;
        this.self = self;
        this.clock = clock;
        this.rules = rules;
        this.completions = completions;
        this.changes = changes;
        log = new RecordsLog(transactions, state);
        epoch = state.epoch();
        epochStart = state.last();
        applied = state.applied();
    }

    /** From now on that one hears of the peer's changes. */
    public void tellOfMerges(MergeListener listener) {
        merges = listener;
    }

    /** The newest stamp that was given or seen here, as {@link org.duovox.replication.Stamp#time} counts. */
    public long newestStamp() {
        return clock.highMark();
    }

    /** Our own entries of the records lane. */
    public RecordsLog log() {
        return log;
    }

    @Override
    public <R> CompletionStage<Committed<R>> write(WriteCommand<R> command) {
        return enqueue(ledger -> ledger.carryOut(command), List.of());
    }

    @Override
    public CompletionStage<Boolean> probe() {
        return enqueue(Ledger::touch, List.of());
    }

    @Override
    public CompletionStage<Integer> merge(List<Row> peers) {
        List<Row> taken = List.copyOf(peers);
        return enqueue(ledger -> ledger.mergeCopy(taken), List.of());
    }

    @Override
    public Lane lane() {
        return Lane.RECORDS;
    }

    @Override
    public Position applied() {
        return applied;
    }

    @Override
    public CompletionStage<Position> apply(List<Entry> entries) {
        List<Entry> taken = List.copyOf(entries);
        return enqueue(ledger -> ledger.take(taken), taken);
    }

    @Override
    public CompletionStage<Position> writeAgain(EntityType type, List<String> ids) {
        List<String> taken = List.copyOf(ids);
        return enqueue(ledger -> ledger.writeAgain(type, taken), List.of());
    }

    @Override
    public CompletionStage<Position> copy(Function<byte[], CompletionStage<byte[]>> peer) {
        return new FirstCopy(
                        peer, this::merge, this::probe, start -> enqueue(ledger -> ledger.copied(start), List.of()))
                .start();
    }

    private <T> CompletableFuture<T> enqueue(Function<Ledger, T> work, List<Entry> entries) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (stopping || !queue.offer(new Task<>(work, entries, done))) {
            done.completeExceptionally(new RejectedExecutionException(
                    stopping
                            ? "the server is stopping"
                            : "more than " + MAX_WAITING + " commands wait for the database"));
        }
        return done;
    }

    /** Works until {@link #stop}, and then until the queue is empty. One thread only. */
    public void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                workOnce(1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping = true;
            List<Task<?>> left = new ArrayList<>();
            queue.drainTo(left);
            left.forEach(task -> fail(task, new RejectedExecutionException("the server is stopping")));
        }
    }

    /** Refuses what comes from now on; {@link #run} ends when what waits is done. */
    public void stop() {
        stopping = true;
    }

    /** How many commands wait. */
    int waiting() {
        return queue.size();
    }

    /** Commits what waits, after waiting for something to come. */
    void workOnce(long waitMillis) throws InterruptedException {
        Task<?> first = queue.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (first != null) {
            List<Task<?>> batch = new ArrayList<>();
            batch.add(first);
            queue.drainTo(batch, MAX_BATCH - 1);
            commit(batch);
        }
        try {
            regainNumbers();
            forgetOld();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The journal could not be tidied up; trying again later", e);
        }
    }

    private void commit(List<Task<?>> batch) {
        List<Result<?>> results = new ArrayList<>();
        Ledger ledger;
        try {
            ledger = inOne(open -> batch.forEach(task -> results.add(Result.of(task, open))));
        } catch (RuntimeException e) {
            if (batch.size() > 1) {
                batch.forEach(task -> commit(List.of(task))); // so that only the guilty one fails
            } else if (!batch.getFirst().entries().isEmpty()) {
                applyOneByOne(batch.getFirst());
            } else {
                fail(batch.getFirst(), e);
            }
            return;
        }
        committed(ledger);
        results.forEach(this::complete);
    }

    private Ledger inOne(Consumer<Ledger> work) {
        boolean done = false;
        try {
            Ledger committed = transactions.inOne(store -> {
                Ledger ledger = new Ledger(store, self, clock, rules, mailboxes, merges.listens());
                work.accept(ledger);
                ledger.acknowledged(log.acknowledged());
                return ledger.close();
            });
            done = true;
            return committed;
        } finally {
            if (!done) {
                mailboxes.forgetAll();
            }
        }
    }

    /** The database refused the peer's entries: it refuses one of them, or all of them because it is ill. */
    private void applyOneByOne(Task<?> task) {
        for (Entry entry : task.entries()) {
            try {
                committed(takeOrPark(entry));
            } catch (RuntimeException e) {
                fail(task, e);
                return;
            }
        }
        complete(task, applied);
    }

    private Ledger takeOrPark(Entry entry) {
        try {
            return inOne(ledger -> ledger.take(List.of(entry)));
        } catch (RuntimeException e) {
            return inOne(ledger -> ledger.park(entry, e));
        }
    }

    @SuppressWarnings("unchecked") // a task with entries is one of apply()
    private void complete(Task<?> task, Position position) {
        complete(new Result<>((Task<Position>) task, position));
    }

    private void committed(Ledger ledger) {
        applied = ledger.state().applied();
        // What is told of a commit must not undo the committer: the commit stands whatever a listener does.
        try {
            log.appended(ledger.written());
            RecordsChanged changed = ledger.changed();
            if (!changed.isNothing()) {
                changes.accept(changed);
            }
            if (!ledger.merged().isEmpty()) {
                merges.merged(ledger.merged());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A listener failed on changed records", e);
        }
        if (ledger.peerAheadMillis() > 0 && commitsAhead++ % COMMITS_A_CLOCK_WARNING == 0) {
            LOG.log(
                    Level.WARNING,
                    "The peer''s stamps are {0} ms ahead of our clock: a server''s clock is wrong, or was; look at both",
                    ledger.peerAheadMillis());
        }
    }

    private <T> void complete(Result<T> result) {
        try {
            completions.execute(() -> result.task().done().complete(result.value()));
        } catch (RejectedExecutionException e) {
            result.task().done().complete(result.value());
        }
    }

    private void fail(Task<?> task, RuntimeException why) {
        try {
            completions.execute(() -> task.done().completeExceptionally(why));
        } catch (RejectedExecutionException e) {
            task.done().completeExceptionally(why);
        }
    }

    /**
     * The peer has entries of ours that we do not: our database is older than it should be. An entry of ours in a greater epoch
     * shows the peer that, and it gives us the lost ones back ({@link Ledger#take}). Numbers that it would take for old ones are
     * given up, and what was written under them is written again.
     */
    private void regainNumbers() {
        Position acknowledged = log.acknowledged();
        boolean taken = acknowledged.compareTo(log.last()) > 0 && acknowledged.epoch() >= epoch;
        boolean lost = acknowledged.compareTo(epochStart) > 0 && acknowledged.epoch() < epoch && !lossTold;
        if (!taken && !lost) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "The peer has our entries up to {0}, we had them up to {1} when we started",
                acknowledged,
                epochStart);
        if (taken) {
            int next = Math.max(epoch, acknowledged.epoch()) + 1;
            committed(inOne(ledger -> ledger.renumber(next, epochStart)));
            epoch = next;
        } else {
            committed(inOne(ledger -> ledger.tellOfLoss(acknowledged)));
        }
        lossTold = true;
    }

    /** A peer that never acknowledged anything takes a first copy, and then what was written since that began. */
    private void forgetOld() {
        Position acknowledged = log.acknowledged();
        Position had = acknowledged.equals(Position.NONE) ? log.last() : acknowledged;
        long upTo =
                Math.min(Math.min(had.number(), log.held().number()), log.last().number() - rules.keptEntries());
        if (upTo < forgottenUpTo + Math.min(FORGOTTEN_AT_ONCE, rules.keptEntries())) {
            return;
        }
        int forgotten = transactions.inOne(store -> {
            Ledger ledger = new Ledger(store, self, clock, rules);
            ledger.acknowledged(acknowledged);
            ledger.close();
            return store.forget(had, upTo, FORGOTTEN_AT_ONCE);
        });
        if (forgotten < FORGOTTEN_AT_ONCE) {
            forgottenUpTo = upTo;
        }
    }
}
