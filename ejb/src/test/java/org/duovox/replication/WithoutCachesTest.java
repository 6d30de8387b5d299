package org.duovox.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.junit.jupiter.api.Test;

/** Caches that carry nothing, as after a cut that they have not noticed the end of: the link brings everything, and soon. */
class WithoutCachesTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** Looks, a link's way there and back, and a commit, each some milliseconds. */
    private static final long SOON = 250 * MILLI;

    private final Map<Member, Node> nodes = new EnumMap<>(Member.class);
    private long now = 1;

    /** One server: a log of records, a store for the peer's, and a carrier that loses all. */
    private final class Node implements ReplicationCarrier, PeerLink, LaneLog, LaneStore {
        final Member self;
        final Map<Service, Handler> handlers = new EnumMap<>(Service.class);
        final List<Entry> own = new ArrayList<>();
        final SteppedReplication replication;
        Position taken = Position.NONE;
        int questions;

        Node(Member self) {
            this.self = self;
            nodes.put(self, this);
            replication = new SteppedReplication(
                    self,
                    this,
                    this,
                    new SteppedReplication.Lanes(List.of(this), List.of(this)),
                    () -> "view",
                    Runnable::run,
                    () -> now,
                    new SteppedReplication.Wakes() {
                        @Override
                        public void sender(Lane lane) {}

                        @Override
                        public void acknowledger() {}
                    });
            replication.contact(true);
        }

        void append() {
            Position position = Position.of(1, last().number() + 1);
            own.add(new Entry(self, Lane.RECORDS, position, last(), new byte[10]));
        }

        @Override
        public CompletionStage<byte[]> ask(Service service, byte[] request) {
            questions++;
            try {
                Node peer = nodes.get(self.peer());
                Handler handler = peer == null ? null : peer.handlers.get(service);
                return handler == null
                        ? CompletableFuture.failedFuture(new IllegalStateException("nobody"))
                        : CompletableFuture.completedFuture(handler.answer(request));
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void serve(Service service, Handler handler) {
            handlers.put(service, handler);
        }

        @Override
        public boolean accepted() {
            return true;
        }

        @Override
        public Lane lane() {
            return Lane.RECORDS;
        }

        @Override
        public Position last() {
            return own.isEmpty() ? Position.NONE : own.getLast().position();
        }

        @Override
        public List<Entry> after(Position position, int maxBytes) {
            return own.stream()
                    .filter(entry -> !position.covers(entry.position()))
                    .toList();
        }

        @Override
        public void acknowledged(Position position) {}

        @Override
        public void onAppend(Runnable callback) {}

        @Override
        public Position applied() {
            return taken;
        }

        @Override
        public CompletionStage<Position> apply(List<Entry> entries) {
            taken = entries.getLast().position();
            return CompletableFuture.completedFuture(taken);
        }

        @Override
        public CompletionStage<Position> copy(Function<byte[], CompletionStage<byte[]>> peer) {
            return CompletableFuture.completedFuture(taken);
        }

        @Override
        public void putSlot(Member origin, Lane lane, int slot, byte[] entries) {}

        @Override
        public Optional<byte[]> slot(Member origin, Lane lane, int slot) {
            return Optional.empty();
        }

        @Override
        public void putAcknowledgement(Member member, byte[] acknowledgement) {}

        @Override
        public Optional<byte[]> acknowledgement(Member member) {
            return Optional.empty();
        }
    }

    private void run(long nanos) {
        for (long until = now + nanos; now < until; now += 5 * MILLI) {
            for (Node node : nodes.values()) {
                node.replication.send(Lane.RECORDS);
                node.replication.look(now);
            }
        }
    }

    @Test
    void anEntryAfterALullIsThereAndAcknowledgedSoon() {
        Node publisher = new Node(Member.PUBLISHER);
        Node subscriber = new Node(Member.SUBSCRIBER);
        run(TimeUnit.SECONDS.toNanos(5));
        for (int i = 0; i < 10; i++) {
            run((700 + 37 * i) * MILLI);
            publisher.append();
            run(SOON);
            assertThat(subscriber.taken).as("entry %d", i).isEqualTo(publisher.last());
            assertThat(publisher.replication.backlogEntries()).as("entry %d", i).isZero();
        }
    }

    @Test
    void whoHasNothingNewAsksSeldom() {
        Node publisher = new Node(Member.PUBLISHER);
        new Node(Member.SUBSCRIBER);
        publisher.append();
        run(TimeUnit.SECONDS.toNanos(5));
        int before = publisher.questions;
        run(TimeUnit.SECONDS.toNanos(30));
        assertThat(publisher.questions - before).isLessThanOrEqualTo(11);
    }
}
