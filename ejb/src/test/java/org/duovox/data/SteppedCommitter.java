package org.duovox.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;

/** The real committer without its thread: a simulation says when it commits. May be broken on purpose. */
public final class SteppedCommitter implements DataConnector, LaneStore, RecordsAgain {

    /** How the committer may be broken. */
    public enum Flaw {
        NONE,
        /** Stamps say what the clock on the wall says. */
        WALL_CLOCK,
        /** A deletion is carried out whenever it comes. */
        LAST_WRITER_DELETES,
        /** An entry that comes again is carried out again. */
        APPLIES_TWICE,
        /** Own entries are forgotten as soon as they count as acknowledged. */
        KEEPS_NOTHING,
        /** A peer that lost its last entries does not get them back, and is not told of its loss. */
        NO_FORK_CHECK
    }

    /** Bytes of a part of a copy without records. */
    private static final int EMPTY_PAGE = 13;

    /** Little, so that who was away for long has to copy. */
    private static final int KEPT = 40;

    private final Committer committer;
    private Runnable wake = () -> {};
    private Runnable copying = () -> {};

    public SteppedCommitter(
            Transactions database,
            Member self,
            ServerClocks clocks,
            long leastEpoch,
            Executor completions,
            Consumer<RecordsChanged> changes,
            Flaw flaw) {
        committer = Committer.open(database, self, clocks, leastEpoch, completions, changes, rules(flaw, self));
    }

    private static CommitterRules rules(Flaw flaw, Member self) {
        return switch (flaw) {
            case NONE -> new CommitterRules(HybridClock::new, Merger::apply, true, KEPT);
            case APPLIES_TWICE -> new CommitterRules(HybridClock::new, new Again(self), true, KEPT);
            case KEEPS_NOTHING -> new CommitterRules(HybridClock::new, Merger::apply, true, 0);
            case NO_FORK_CHECK -> new CommitterRules(HybridClock::new, Merger::apply, false, KEPT);
            case WALL_CLOCK -> new CommitterRules(WallClock::new, Merger::apply, true, KEPT);
            case LAST_WRITER_DELETES ->
                new CommitterRules(HybridClock::new, SteppedCommitter::mergeDeletingAlways, true, KEPT);
        };
    }

    /** Follows the clock on the wall wherever it goes. */
    private static final class WallClock extends HybridClock {
        private final Member self;
        private final ServerClocks clocks;
        private long counter;

        WallClock(Member self, ServerClocks clocks, Mark mark) {
            super(self, clocks, mark);
            this.self = self;
            this.clocks = clocks;
        }

        @Override
        public synchronized Stamp next() {
            super.next();
            counter = (counter + 1) & 0xffff;
            return new Stamp(clocks.wallMillis() << 16 | counter, self);
        }
    }

    /** What came from the peer comes again with the next change of that record, and is carried out as if it were the first time. */
    private static final class Again implements CommitterRules.Merging {
        private final Member self;
        private final Map<String, Came> last = new HashMap<>();

        private record Came(Change change, Stamp stamp) {}

        Again(Member self) {
            this.self = self;
        }

        @Override
        public Row apply(Optional<Row> before, Change change, Stamp stamp) {
            Row merged = Merger.apply(before, change, stamp);
            Came earlier = last.get(change.id());
            if (stamp.origin() != self) {
                last.put(change.id(), new Came(change, stamp));
            }
            if (earlier == null) {
                return merged;
            }
            Map<String, String> fields = new HashMap<>(merged.fields());
            Map<String, Stamp> stamps = new HashMap<>(merged.stamps());
            earlier.change().fields().forEach((field, value) -> {
                fields.put(field, value);
                stamps.put(field, earlier.stamp());
            });
            return new Row(merged.type(), merged.id(), fields, stamps);
        }
    }

    private static Row mergeDeletingAlways(Optional<Row> before, Change change, Stamp stamp) {
        Row merged = Merger.apply(before, change, stamp);
        boolean deletes = "DELETED".equals(change.fields().get(MessageFields.FOLDER));
        if (!deletes || merged.get(MessageFields.FOLDER).equals("DELETED")) {
            return merged;
        }
        Map<String, String> fields = new HashMap<>(merged.fields());
        fields.put(MessageFields.FOLDER, "DELETED");
        return new Row(merged.type(), merged.id(), fields, merged.stamps());
    }

    /** From now on this asks for {@link #commit} soon. */
    public void wakeBy(Runnable soon) {
        wake = soon;
    }

    /** Told when records of the peer are copied. */
    public void whenCopying(Runnable told) {
        copying = told;
    }

    /** Whether commands wait. */
    public boolean waits() {
        return committer.waiting() > 0;
    }

    /** Commits what waits, without waiting for more; tidies up. */
    public void commit() {
        try {
            committer.workOnce(0);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public RecordsLog log() {
        return committer.log();
    }

    @Override
    public <R> CompletionStage<Committed<R>> write(WriteCommand<R> command) {
        CompletionStage<Committed<R>> done = committer.write(command);
        wake.run();
        return done;
    }

    @Override
    public CompletionStage<Position> copy(Function<byte[], CompletionStage<byte[]>> peer) {
        return committer.copy(request -> {
            CompletionStage<byte[]> answer = peer.apply(request);
            var unused = answer.whenComplete((page, failure) -> {
                if (page != null && page.length > EMPTY_PAGE) {
                    copying.run();
                }
                wake.run();
            });
            return answer;
        });
    }

    @Override
    public CompletionStage<Position> writeAgain(EntityType type, List<String> ids) {
        CompletionStage<Position> done = committer.writeAgain(type, ids);
        wake.run();
        return done;
    }

    @Override
    public CompletionStage<Boolean> probe() {
        CompletionStage<Boolean> done = committer.probe();
        wake.run();
        return done;
    }

    @Override
    public CompletionStage<Integer> merge(List<Row> peers) {
        CompletionStage<Integer> done = committer.merge(peers);
        wake.run();
        return done;
    }

    @Override
    public Lane lane() {
        return committer.lane();
    }

    @Override
    public Position applied() {
        return committer.applied();
    }

    @Override
    public CompletionStage<Position> apply(List<Entry> entries) {
        CompletionStage<Position> done = committer.apply(entries);
        wake.run();
        return done;
    }
}
