package org.duovox.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** One server: its link, a store for the peer's records, and a log of its own. */
    private final class Node implements PeerLink, LaneStore {
        final Member self;
        final Map<Service, Handler> handlers = new EnumMap<>(Service.class);
        final ShortLog own;
        final SteppedReplication replication;
        Position taken = Position.NONE;
        int questions;

        Node(Member self) {
            this.self = self;
            own = new ShortLog(self);
            nodes.put(self, this);
            replication = new SteppedReplication(
                    self,
                    new DeafCarrier(),
                    this,
                    new SteppedReplication.Lanes(List.of(own), List.of(this)),
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
            publisher.own.append(1);
            run(SOON);
            assertThat(subscriber.taken).as("entry %d", i).isEqualTo(publisher.own.last());
            assertThat(publisher.replication.backlogEntries()).as("entry %d", i).isZero();
        }
    }

    @Test
    void whoHasNothingNewAsksSeldom() {
        Node publisher = new Node(Member.PUBLISHER);
        new Node(Member.SUBSCRIBER);
        publisher.own.append(1);
        run(TimeUnit.SECONDS.toNanos(5));
        int before = publisher.questions;
        run(TimeUnit.SECONDS.toNanos(30));
        assertThat(publisher.questions - before).isLessThanOrEqualTo(11);
    }
}
