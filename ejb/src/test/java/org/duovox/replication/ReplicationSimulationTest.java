package org.duovox.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

/**
 * A sender and a receiver over a carrier that loses, forgets and brings back, and a link that fails, with restarts of both, from a
 * seed and on a simulated clock. In the end everything must have arrived, once and in order, and memory must never have grown.
 */
class ReplicationSimulationTest {

    private static final int SCHEDULES = 600;

    @Test
    void everythingArrivesOnceAndInOrderWhateverTheCarrierDoes() {
        for (long seed = 0; seed < SCHEDULES; seed++) {
            assertThat(new World(seed, Mutant.NONE).run()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void aReceiverThatDoesNotLookForGapsIsCaught() {
        assertThat(caught(Mutant.NO_PREVIOUS_CHECK)).isPositive();
    }

    @Test
    void aStoreThatAcknowledgesBeforeItHasAppliedIsCaught() {
        assertThat(caught(Mutant.EARLY_ACKNOWLEDGEMENT)).isPositive();
    }

    private static long caught(Mutant mutant) {
        long caught = 0;
        for (long seed = 0; seed < SCHEDULES / 4; seed++) {
            caught += new World(seed, mutant).run().isEmpty() ? 0 : 1;
        }
        return caught;
    }

    private enum Mutant {
        NONE,
        NO_PREVIOUS_CHECK,
        EARLY_ACKNOWLEDGEMENT
    }

    /** The origin's log on its disk; forgets what was acknowledged. */
    private static final class Log implements LaneLog {
        final List<Entry> entries = new ArrayList<>();
        Position last = Position.NONE;
        int epoch = 1;

        void append(Random random) {
            Position position = Position.of(epoch, last.number() + 1);
            byte[] body = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 200_000 : 2000)];
            entries.add(new Entry(Member.PUBLISHER, Lane.RECORDS, position, last, body));
            last = position;
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
            List<Entry> found = new ArrayList<>();
            int bytes = 0;
            for (Entry entry : entries) {
                if (!position.covers(entry.position())) {
                    bytes += entry.body().length;
                    if (bytes > maxBytes && !found.isEmpty()) {
                        break;
                    }
                    found.add(entry);
                }
            }
            return found;
        }

        @Override
        public void acknowledged(Position position) {
            entries.removeIf(entry -> position.covers(entry.position()));
        }

        @Override
        public void onAppend(Runnable callback) {}
    }

    /** The receiver's database: what is on its disk, and commits that are under way. */
    private static final class Store implements LaneStore {
        final List<Long> numbers = new ArrayList<>();
        final Mutant mutant;
        Position applied = Position.NONE;
        List<Runnable> underWay = new ArrayList<>();

        Store(Mutant mutant) {
            this.mutant = mutant;
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
            CompletableFuture<Position> done = new CompletableFuture<>();
            underWay.add(() -> {
                for (Entry entry : entries) {
                    boolean follows = mutant == Mutant.NO_PREVIOUS_CHECK || applied.covers(entry.previous());
                    if (!applied.covers(entry.position()) && follows) {
                        numbers.add(entry.position().number());
                        applied = entry.position();
                    }
                }
                done.complete(applied);
            });
            if (mutant == Mutant.EARLY_ACKNOWLEDGEMENT) {
                done.complete(entries.getLast().position());
            }
            return done;
        }

        void commit() {
            List<Runnable> now = underWay;
            underWay = new ArrayList<>();
            now.forEach(Runnable::run);
        }
    }

    /** The caches of both servers: what the one puts, the other may see, or see again later. */
    private static final class Carrier implements ReplicationCarrier {
        final Map<Integer, byte[]> slots = new HashMap<>();
        final List<Map.Entry<Integer, byte[]>> older = new ArrayList<>();
        final Random random;
        boolean calm;
        boolean open = true;
        Optional<byte[]> acknowledgement = Optional.empty();

        Carrier(Random random) {
            this.random = random;
        }

        @Override
        public void putSlot(Member origin, Lane lane, int slot, byte[] entries) {
            assertThat(slot).isBetween(0, LaneSender.RING - 1);
            if (!calm && random.nextInt(20) == 0) {
                throw new IllegalStateException("the put timed out");
            }
            if (open && (calm || random.nextInt(8) != 0)) {
                if (older.size() < 50) {
                    older.add(Map.entry(slot, entries));
                }
                slots.put(slot, entries);
            }
        }

        void revertSome() {
            if (!older.isEmpty()) {
                Map.Entry<Integer, byte[]> old = older.remove(random.nextInt(older.size()));
                slots.put(old.getKey(), old.getValue());
            }
        }

        void damageSome() {
            slots.computeIfPresent(random.nextInt(4), (slot, bytes) -> {
                byte[] damaged = bytes.clone();
                damaged[random.nextInt(damaged.length)] ^= 1;
                return damaged;
            });
        }

        @Override
        public Optional<byte[]> slot(Member origin, Lane lane, int slot) {
            return Optional.ofNullable(slots.get(slot));
        }

        @Override
        public void putAcknowledgement(Member member, byte[] bytes) {
            if (open && (calm || random.nextInt(4) != 0)) {
                acknowledgement = Optional.of(bytes);
            }
        }

        @Override
        public Optional<byte[]> acknowledgement(Member member) {
            return acknowledgement;
        }
    }

    private static final class World {
        final Random random;
        final Mutant mutant;
        final Log log = new Log();
        final Store store;
        final Carrier carrier;
        LaneSender sender;
        LaneReceiver receiver;
        boolean linkUp = true;
        Position atContact = Position.NONE;
        long now = 1_000_000_000L;
        String wrong = "";

        World(long seed, Mutant mutant) {
            random = new Random(seed);
            this.mutant = mutant;
            store = new Store(mutant);
            carrier = new Carrier(random);
            sender = new LaneSender(Member.PUBLISHER, log, carrier);
            receiver = newReceiver();
        }

        LaneReceiver newReceiver() {
            BiPredicate<Position, Position> follows = mutant == Mutant.NO_PREVIOUS_CHECK
                    ? (applied, previous) -> true
                    : (applied, previous) -> applied.covers(previous);
            return new LaneReceiver(
                    Member.PUBLISHER,
                    store,
                    carrier,
                    this::pull,
                    () -> CompletableFuture.completedFuture(store.applied()),
                    follows);
        }

        CompletionStage<byte[]> pull(Position position) {
            if (!linkUp || random.nextInt(4) == 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("no contact"));
            }
            sender.acknowledged(position);
            return CompletableFuture.completedFuture(PullAnswer.encode(Member.PUBLISHER, log, position, 100_000));
        }

        /** What went wrong, or nothing. */
        String run() {
            for (int step = 0; step < 400 && wrong.isEmpty(); step++) {
                disturb();
                step(1 + random.nextInt(40));
            }
            carrier.calm = true;
            carrier.open = true;
            link(true);
            for (int step = 0; step < 3000 && wrong.isEmpty() && !arrived(); step++) {
                step(10);
            }
            if (wrong.isEmpty() && !arrived()) {
                wrong = "not everything arrived: " + store.applied + " of " + log.last;
            }
            for (int i = 0; i < store.numbers.size() && wrong.isEmpty(); i++) {
                if (store.numbers.get(i) != i + 1) {
                    wrong = "out of order at " + i + ": " + store.numbers.get(i);
                }
            }
            return wrong;
        }

        void link(boolean up) {
            if (up && !linkUp) {
                atContact = log.last;
            }
            linkUp = up;
        }

        boolean arrived() {
            return receiver.level() && store.applied.equals(log.last) && store.numbers.size() == log.last.number();
        }

        void disturb() {
            switch (random.nextInt(24)) {
                case 0 -> carrier.open = !carrier.open;
                case 1 -> link(!linkUp);
                case 2 -> carrier.slots.clear();
                case 3 -> carrier.acknowledgement = Optional.empty();
                case 4, 5 -> carrier.revertSome();
                case 6 -> carrier.damageSome();
                case 7 -> {
                    log.epoch++;
                    sender = new LaneSender(Member.PUBLISHER, log, carrier);
                }
                case 8 -> {
                    store.underWay.clear(); // the receiving server dies
                    receiver = newReceiver();
                }
                case 9 -> sender.republish();
                case 10, 11, 12, 13, 14, 15 -> {
                    for (int n = random.nextInt(12); n > 0; n--) {
                        log.append(random);
                    }
                }
                default -> {}
            }
        }

        void step(int millis) {
            now += millis * 1_000_000L;
            carrier.acknowledgement(Member.SUBSCRIBER)
                    .map(Acknowledgement::decode)
                    .ifPresent(theirs -> sender.acknowledged(theirs.records()));
            sender.work(now);
            if (sender.windowBytes() > LaneSender.WINDOW_BYTES + EntryCodec.MAX_BYTES) {
                wrong = "the window has " + sender.windowBytes() + " bytes";
            }
            receiver.work(now, linkUp);
            if (receiver.level() && !(linkUp && receiver.applied().covers(atContact))) {
                wrong = "level with " + receiver.applied() + " although the peer had " + atContact;
            }
            if (random.nextBoolean()) {
                store.commit();
            }
            carrier.putAcknowledgement(
                    Member.SUBSCRIBER, new Acknowledgement(receiver.applied(), Position.NONE).encode());
        }
    }
}
