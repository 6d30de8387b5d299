package org.duovox.alert.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.alert.MailState;
import org.duovox.alert.Occurrence;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.data.AlarmFields;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.Row;
import org.duovox.data.SteppedCommitter;
import org.duovox.data.WriteCommand.Written;
import org.duovox.replication.AckGate.Receipt;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;

/** While replication is stopped the other server hears of alarms over the link, and none is mailed twice by that. */
class AlarmCopiesTest {

    private static final long NOW = 1_772_323_200_000L;
    private static final String ID = Occurrence.place(Member.PUBLISHER, 7);
    private static final Change ALARM = new Change(
            EntityType.ALARM,
            ID,
            Map.of(
                    AlarmFields.NUMBER,
                    "7",
                    AlarmFields.ALARM,
                    "SbrFailed",
                    AlarmFields.SERVER,
                    Member.PUBLISHER.name(),
                    AlarmFields.AT,
                    Long.toString(NOW),
                    AlarmFields.MAIL,
                    MailState.WANTED.name(),
                    AlarmFields.MAIL_BY,
                    ""));

    /** One with its link to the other. */
    private static final class Server implements PeerLink {

        private final MemoryDatabase database = new MemoryDatabase();
        private final SteppedCommitter committer;
        private final AlarmRecords records;
        private final AlarmCopies copies;
        private Optional<Server> other = Optional.empty();
        private boolean lanes;
        private boolean reachable = true;
        private int given;

        Server(Member self, long clockAheadMillis) {
            committer = new SteppedCommitter(
                    database,
                    self,
                    () -> NOW + clockAheadMillis,
                    1,
                    Runnable::run,
                    changed -> {},
                    SteppedCommitter.Flaw.NONE);
            committer.wakeBy(committer::commit);
            records = new AlarmRecords(
                    committer,
                    (position, audio) ->
                            CompletableFuture.completedFuture(lanes ? Receipt.TWO_COPIES : Receipt.SINGLE_COPY),
                    this,
                    Duration.ZERO);
            copies = new AlarmCopies(records, () -> true);
        }

        @Override
        public CompletionStage<byte[]> ask(Service service, byte[] request) {
            given++;
            try {
                return reachable
                        ? CompletableFuture.completedFuture(
                                other.orElseThrow().records.take(request))
                        : new CompletableFuture<>();
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void serve(Service service, Handler handler) {}

        @Override
        public boolean accepted() {
            return true;
        }

        void raise() throws InterruptedException {
            copies.add(ID, records.keep(ALARM).orElseThrow());
        }

        void mailed() {
            Change sent = new Change(EntityType.ALARM, ID, Map.of(AlarmFields.MAIL, MailState.SENT.name()));
            assertThat(committer.write(commands -> new Written<>(true, List.of(sent))))
                    .isCompleted();
        }

        void hear(Server from) {
            assertThat(committer.apply(from.committer.log().after(committer.applied(), 1 << 20)))
                    .isCompleted();
        }

        String mail() {
            return database.peek(EntityType.ALARM, ID)
                    .map(row -> row.get(AlarmFields.MAIL))
                    .orElse("");
        }

        Row row() {
            return database.peek(EntityType.ALARM, ID).orElseThrow();
        }
    }

    /** Its clock is ahead: what it wrote before the mail was sent looks newer than that it was sent. */
    private final Server publisher = new Server(Member.PUBLISHER, 30_000);

    private final Server subscriber = new Server(Member.SUBSCRIBER, 0);

    AlarmCopiesTest() {
        publisher.other = Optional.of(subscriber);
        subscriber.other = Optional.of(publisher);
    }

    @Test
    void theOtherServerHearsOfAnAlarmThatTheLanesDoNotBring() throws InterruptedException {
        publisher.raise();
        publisher.copies.bring();
        assertThat(subscriber.row()).isEqualTo(publisher.row());
        publisher.copies.bring();
        assertThat(publisher.given).isOne();
    }

    @Test
    void whatWasMailedMeanwhileStaysSoWhenTheLanesBringTheAlarmAfterAll() throws InterruptedException {
        publisher.raise();
        publisher.copies.bring();
        subscriber.mailed();
        subscriber.hear(publisher);
        assertThat(subscriber.mail()).isEqualTo(MailState.SENT.name());
        publisher.hear(subscriber);
        assertThat(publisher.mail()).isEqualTo(MailState.SENT.name());
    }

    @Test
    void whatComesLateUndoesNothing() throws InterruptedException {
        publisher.raise();
        subscriber.hear(publisher);
        subscriber.mailed();
        publisher.copies.bring();
        assertThat(publisher.given).isOne();
        assertThat(subscriber.mail()).isEqualTo(MailState.SENT.name());
    }

    @Test
    void whatTheLanesBringIsNotGiven() throws InterruptedException {
        publisher.lanes = true;
        publisher.raise();
        publisher.copies.bring();
        publisher.lanes = false;
        publisher.copies.bring();
        assertThat(publisher.given).isZero();
    }

    @Test
    void itIsTriedAgain() throws InterruptedException {
        publisher.reachable = false;
        publisher.raise();
        publisher.copies.bring();
        assertThat(subscriber.mail()).isEmpty();
        publisher.reachable = true;
        publisher.copies.bring();
        assertThat(subscriber.mail()).isEqualTo(MailState.WANTED.name());
    }

    @Test
    void whatCannotBeKeptHereIsGivenAndGivenAgainIsNotMailedAgain() throws InterruptedException {
        publisher.database.refuse(true);
        assertThat(publisher.records.keep(ALARM)).isEmpty();
        assertThat(publisher.records.give(ALARM)).isTrue();
        assertThat(subscriber.mail()).isEqualTo(MailState.WANTED.name());
        subscriber.mailed();
        assertThat(publisher.records.give(ALARM)).isTrue();
        assertThat(subscriber.mail()).isEqualTo(MailState.SENT.name());
    }

    @Test
    void whatIsHereStaysAsItIs() throws InterruptedException {
        publisher.raise();
        publisher.mailed();
        assertThat(publisher.records.keep(ALARM)).hasValue(Position.NONE);
        assertThat(publisher.mail()).isEqualTo(MailState.SENT.name());
    }

    @Test
    void whatTheDatabaseHasNotTakenInTimeItDoesNotTakeLater() throws InterruptedException {
        publisher.committer.wakeBy(() -> {});
        assertThat(publisher.records.keep(ALARM)).isEmpty();
        publisher.committer.commit();
        assertThat(publisher.mail()).isEmpty();
    }

    @Test
    void anotherAlarmTakesThePlaceOfOneLongPast() throws InterruptedException {
        publisher.raise();
        Map<String, String> later =
                Map.of(AlarmFields.NUMBER, "2007", AlarmFields.AT, "1", AlarmFields.MAIL, MailState.NONE.name());
        assertThat(publisher.records.keep(new Change(EntityType.ALARM, ID, later)))
                .isPresent();
        assertThat(publisher.mail()).isEqualTo(MailState.NONE.name());
    }
}
