package org.duovox.replication;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;

/** The real rounds of replication without their threads: a simulation says when each is done. */
public final class SteppedReplication {

    /** A sender that nobody wakes, and an acknowledger that nobody wakes, have a round so often. */
    public static final long SENDER_IDLE_MILLIS = Replication.SENDER_IDLE_MILLIS;

    public static final long ACKNOWLEDGE_AGAIN_MILLIS = Replication.ACKNOWLEDGE_AGAIN_MILLIS;

    /** What a lane may hold in memory: its window, and one slot more. */
    public static final int MOST_BYTES = LaneSender.WINDOW_BYTES + EntryCodec.MAX_BYTES;

    private final ReplicationRounds rounds;

    /** What wakes the rounds. */
    public interface Wakes {
        void sender(Lane lane);

        void acknowledger();
    }

    /** A server's own logs, and where the peer's entries go. */
    public record Lanes(List<LaneLog> logs, List<LaneStore> stores) {}

    /**
     * @param executor runs what waits for a receipt
     * @param view equal while the members of the carrier are the same
     */
    public SteppedReplication(
            Member self,
            ReplicationCarrier carrier,
            PeerLink link,
            Lanes lanes,
            Supplier<?> view,
            Executor executor,
            LongSupplier nanoTime,
            Wakes wakes) {
        rounds = new ReplicationRounds(
                self,
                carrier,
                link,
                lanes.logs(),
                lanes.stores(),
                new PeerAcknowledgements(nanoTime, executor),
                new ReplicationRounds.Surroundings(view, nanoTime, wakes::sender, wakes::acknowledger));
    }

    public AckGate gate() {
        return rounds.acknowledgements();
    }

    public void contact(boolean inContact) {
        rounds.contact(inContact);
    }

    public boolean level() {
        return rounds.levelWithPeer();
    }

    public long backlogEntries() {
        return rounds.backlogEntries();
    }

    public long lagMillis() {
        return rounds.lagMillis();
    }

    public void send(Lane lane) {
        rounds.send(lane);
    }

    public boolean look(long now) {
        return rounds.look(now);
    }

    public void acknowledge() {
        rounds.acknowledge();
    }

    public int windowBytes(Lane lane) {
        return rounds.windowBytes(lane);
    }

    /** A log that answers no pull: pulls ask for more than slots hold. */
    public static LaneLog withoutPull(LaneLog log) {
        return new Changed(log) {
            @Override
            public List<Entry> after(Position position, int maxBytes) {
                return maxBytes > LaneSender.SLOT_BYTES ? List.of() : super.after(position, maxBytes);
            }
        };
    }

    /** A log that never hears that the peer has more than it has itself. */
    public static LaneLog withoutForkCheck(LaneLog log) {
        return new Changed(log) {
            @Override
            public void acknowledged(Position position) {
                super.acknowledged(position.compareTo(last()) > 0 ? last() : position);
            }
        };
    }

    /** A log that believes whatever it has to be acknowledged, and gives no copy of what it forgot. */
    public static LaneLog trimmedEarly(LaneLog log) {
        return new Changed(log) {
            @Override
            public void acknowledged(Position position) {
                super.acknowledged(last());
            }

            @Override
            public byte[] copy(byte[] request) {
                throw new IllegalStateException("no copies");
            }
        };
    }

    /** A gate that waits for nobody. */
    public static AckGate withoutWaiting() {
        return (records, audio) -> CompletableFuture.completedStage(AckGate.Receipt.TWO_COPIES);
    }

    /** A store that acknowledges what comes before it is written. */
    public static LaneStore acknowledgingEarly(LaneStore store) {
        return new LaneStore() {
            @Override
            public Lane lane() {
                return store.lane();
            }

            @Override
            public Position applied() {
                return store.applied();
            }

            @Override
            public CompletionStage<Position> apply(List<Entry> entries) {
                var unused = store.apply(entries);
                return CompletableFuture.completedFuture(entries.getLast().position());
            }

            @Override
            public void peerLost() {
                store.peerLost();
            }

            @Override
            public CompletionStage<Position> copy(Function<byte[], CompletionStage<byte[]>> peer) {
                return store.copy(peer);
            }
        };
    }

    private static class Changed implements LaneLog {
        private final LaneLog log;

        Changed(LaneLog log) {
            this.log = log;
        }

        @Override
        public Lane lane() {
            return log.lane();
        }

        @Override
        public Position last() {
            return log.last();
        }

        @Override
        public List<Entry> after(Position position, int maxBytes) {
            return log.after(position, maxBytes);
        }

        @Override
        public void acknowledged(Position position) {
            log.acknowledged(position);
        }

        @Override
        public Position acknowledgedBefore() {
            return log.acknowledgedBefore();
        }

        @Override
        public long countAfter(Position position) {
            return log.countAfter(position);
        }

        @Override
        public byte[] copy(byte[] request) {
            return log.copy(request);
        }

        @Override
        public void onAppend(Runnable callback) {
            log.onAppend(callback);
        }
    }
}
