package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.duovox.cluster.Member;
import org.duovox.recovery.Clash;
import org.duovox.recovery.MergeBook;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;

/** Two committers that were apart: what the one brings in of the other's is told, whichever it is. */
class ToldMergesTest {

    private static final int MANY_BYTES = 1 << 20;

    private long now = 1_700_000_000_000L;
    private final Server publisher = new Server(Member.PUBLISHER);
    private final Server subscriber = new Server(Member.SUBSCRIBER);

    private final class Server {
        final Committer committer;
        final MergeBook book;

        Server(Member self) {
            committer = Committer.open(new MemoryDatabase(), self, () -> now, 0, Runnable::run, news -> {});
            book = new MergeBook(self);
            committer.tellOfMerges(book);
        }

        void set(String id, Map<String, String> fields) {
            now += 10;
            var unused = committer.write(
                    records -> new WriteCommand.Written<>(true, List.of(new Change(EntityType.MESSAGE, id, fields))));
            CommitterContract.work(committer);
        }

        void take(Server other) {
            var unused = committer.apply(other.committer.log().after(committer.applied(), MANY_BYTES));
            CommitterContract.work(committer);
        }
    }

    private void replicate() {
        subscriber.take(publisher);
        publisher.take(subscriber);
    }

    @Test
    void bothTellTheSameClash() {
        publisher.set("message-1", Map.of(MessageFields.MAILBOX, "anna", MessageFields.RECEIVED, "1000"));
        replicate();
        assertThat(subscriber.committer.applied()).isNotEqualTo(Position.NONE);
        publisher.book.open(now << 16);
        subscriber.book.open(now << 16);
        publisher.set("message-1", Map.of(MessageFields.FOLDER, "SAVED", MessageFields.HEARD, "true"));
        subscriber.set("message-1", Map.of(MessageFields.FOLDER, "DELETED"));
        publisher.book.together(publisher.committer.newestStamp());
        subscriber.book.together(subscriber.committer.newestStamp());
        replicate();
        assertThat(publisher.book.clashes()).hasSize(1);
        assertThat(subscriber.book.clashes())
                .extracting(Clash::kept)
                .containsExactly(publisher.book.clashes().getFirst().kept());
    }
}
