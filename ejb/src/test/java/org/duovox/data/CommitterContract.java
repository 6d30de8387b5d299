package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.duovox.cluster.Member;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

/** The committer over a database; run over the real one and the fake. */
public interface CommitterContract {

    /** An empty one. */
    Transactions database();

    static Committer open(Transactions database) {
        return Committer.open(database, Member.PUBLISHER, () -> 1_000_000, 0, Runnable::run, types -> {});
    }

    static CompletionStage<DataConnector.Committed<String>> set(Committer committer, String id, String name) {
        return committer.write(records -> new WriteCommand.Written<>(
                id, List.of(new Change(EntityType.USER, id, Map.of("name", name, "extension", "1")))));
    }

    static void work(Committer committer) {
        try {
            committer.workOnce(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Entry remote(long number, long previous, Change change) {
        byte[] body = ChangeCodec.encode(change, new Stamp((2_000_000L << 16) + number, Member.SUBSCRIBER));
        return new Entry(
                Member.SUBSCRIBER,
                Lane.RECORDS,
                Position.of(1, number),
                Position.of(previous == 0 ? 0 : 1, previous),
                body);
    }

    static Change named(String id, String name) {
        return new Change(EntityType.USER, id, Map.of("name", name));
    }

    private static <T> T now(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    private static String name(Transactions database, String id) {
        return database.inOne(store -> store.find(EntityType.USER, id))
                .map(row -> row.get("name"))
                .orElse("");
    }

    @Test
    default void aCommandsChangesAreRecordsAndJournalTogether() {
        Transactions database = database();
        Committer committer = open(database);
        CompletionStage<DataConnector.Committed<String>> asked = set(committer, "u1", "Ada");
        assertThat(asked.toCompletableFuture()).isNotDone();
        work(committer);
        DataConnector.Committed<String> committed = now(asked);
        assertThat(name(database, "u1")).isEqualTo("Ada");
        assertThat(committed.position())
                .isEqualTo(Position.of(1, 1))
                .isEqualTo(committer.log().last());
        Entry entry = committer.log().after(Position.NONE, 1000).getFirst();
        assertThat(ChangeCodec.decode(entry.body()).change().id()).isEqualTo("u1");
    }

    @Test
    default void aCommandSeesTheChangesOfTheOneBeforeItInTheSameBatch() {
        Committer committer = open(database());
        set(committer, "u1", "Ada");
        CompletionStage<DataConnector.Committed<Integer>> count = committer.write(records -> new WriteCommand.Written<>(
                records.where(EntityType.USER, "extension", "1").size(), List.of()));
        work(committer);
        assertThat(now(count).result()).isEqualTo(1);
        assertThat(now(count).position()).isEqualTo(Position.NONE);
    }

    @Test
    default void whatThePeerAcknowledgedIsKnownAfterARestart() {
        Transactions database = database();
        Committer committer = open(database);
        set(committer, "u1", "Ada");
        work(committer);
        Position first = committer.log().last();
        committer.log().acknowledged(first);
        set(committer, "u2", "Bob");
        work(committer);

        assertThat(open(database).log().acknowledgedBefore()).isEqualTo(first);
    }

    @Test
    default void aServerWithoutAPeerDoesNotKeepItsJournalForEver() {
        Transactions database = database();
        CommitterRules rules = new CommitterRules(HybridClock::new, Merger::apply, true, 10);
        Committer committer =
                Committer.open(database, Member.PUBLISHER, () -> 1_000_000, 0, Runnable::run, types -> {}, rules);
        for (int i = 0; i < 100; i++) {
            set(committer, "u" + i, "Ada");
            work(committer);
        }
        List<Entry> left = database.inOne(store -> store.journal(Position.NONE, 1 << 20));
        assertThat(left).hasSizeBetween(10, 20);
        assertThat(left.getLast().position()).isEqualTo(committer.log().last());
    }

    @Test
    default void aProbeIsCommittedWithoutAnEntry() {
        Transactions database = database();
        Committer committer = open(database);
        long before = database.inOne(RecordStore::state).clock().time();
        CompletionStage<Boolean> probe = committer.probe();
        work(committer);
        assertThat(now(probe)).isTrue();
        assertThat(committer.log().last()).isEqualTo(Position.NONE);
        assertThat(database.inOne(RecordStore::state).clock().time()).isGreaterThan(before);
    }

    @Test
    default void onlyTheGuiltyCommandFails() {
        Transactions database = database();
        Committer committer = open(database);
        CompletionStage<DataConnector.Committed<String>> before = set(committer, "u1", "Ada");
        CompletionStage<DataConnector.Committed<String>> guilty = committer.write(records -> {
            throw new IllegalStateException("guilty");
        });
        CompletionStage<DataConnector.Committed<String>> after = set(committer, "u2", "Bob");
        work(committer);
        assertThat(guilty.toCompletableFuture()).isCompletedExceptionally();
        assertThat(List.of(now(before).position(), now(after).position()))
                .containsExactly(Position.of(1, 1), Position.of(1, 2));
        assertThat(name(database, "u2")).isEqualTo("Bob");
    }

    @Test
    default void aRestartGoesOnInANewEpochWithTheChainUnbroken() {
        Transactions database = database();
        Committer first = open(database);
        set(first, "u1", "Ada");
        work(first);
        Committer second = open(database);
        set(second, "u1", "Eve");
        work(second);
        List<Entry> entries = second.log().after(Position.NONE, 10_000);
        assertThat(entries).extracting(Entry::position).containsExactly(Position.of(1, 1), Position.of(2, 2));
        assertThat(entries.get(1).previous()).isEqualTo(Position.of(1, 1));
        assertThat(name(database, "u1")).isEqualTo("Eve");
    }

    @Test
    default void aFullQueueRefusesAtOnce() {
        Committer committer = open(database());
        for (int i = 0; i < Committer.MAX_WAITING; i++) {
            set(committer, "u1", "Ada");
        }
        CompletableFuture<?> refused = set(committer, "u1", "Ada").toCompletableFuture();
        assertThat(refused).isCompletedExceptionally();
        assertThat(refused.exceptionNow()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    default void whatWaitsIsDoneBeforeTheCommitterEnds() {
        Committer committer = open(database());
        List<CompletionStage<?>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add(set(committer, "u" + i, "Ada"));
        }
        committer.stop();
        committer.run();
        assertThat(asked)
                .allSatisfy(each -> assertThat(each.toCompletableFuture()).isCompleted());
        assertThat(set(committer, "u", "Ada").toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    default void thePeersEntriesAreTakenInOrderAndOnce() {
        Transactions database = database();
        Committer committer = open(database);
        List<Entry> entries = List.of(remote(1, 0, named("u1", "Ada")), remote(2, 1, named("u1", "Eve")));
        committer.apply(entries);
        CompletionStage<Position> again = committer.apply(entries);
        CompletionStage<Position> gap = committer.apply(List.of(remote(4, 3, named("u1", "gap"))));
        work(committer);
        assertThat(now(again)).isEqualTo(Position.of(1, 2));
        assertThat(now(gap)).isEqualTo(Position.of(1, 2)).isEqualTo(committer.applied());
        assertThat(name(database, "u1")).isEqualTo("Eve");
        assertThat(open(database).applied()).isEqualTo(Position.of(1, 2));
    }

    @Test
    default void aPeerThatLostItsTailIsFollowedIntoItsNewEpoch() {
        Transactions database = database();
        Committer committer = open(database);
        committer.apply(List.of(remote(1, 0, named("u1", "Ada")), remote(2, 1, named("u1", "Eve"))));
        Entry fork = new Entry(
                Member.SUBSCRIBER,
                Lane.RECORDS,
                Position.of(2, 2),
                Position.of(1, 1),
                remote(9, 8, named("u2", "Bob")).body());
        CompletionStage<Position> applied = committer.apply(List.of(fork));
        work(committer);
        assertThat(now(applied)).isEqualTo(Position.of(2, 2));
        assertThat(name(database, "u2")).isEqualTo("Bob");
    }

    @Test
    default void aPeerThatLostItsTailGetsItBackWithItsStamps() {
        Transactions database = database();
        Committer committer = open(database);
        Entry lost = remote(2, 1, named("u1", "Eve"));
        committer.apply(List.of(remote(1, 0, named("u1", "Ada")), lost));
        Entry fork = new Entry(
                Member.SUBSCRIBER,
                Lane.RECORDS,
                Position.of(2, 2),
                Position.of(1, 1),
                remote(9, 8, named("u2", "Bob")).body());
        committer.apply(List.of(fork));
        work(committer);
        assertThat(committer.log().after(Position.NONE, 10_000))
                .extracting(entry -> ChangeCodec.decode(entry.body()))
                .containsExactly(ChangeCodec.decode(lost.body()));
    }

    @Test
    default void aServerThatHearsOfItsLostTailWritesSomethingForThePeerToSee() {
        Transactions database = database();
        Committer before = open(database);
        set(before, "u1", "Ada");
        work(before);
        Committer committer = open(database);
        committer.log().acknowledged(Position.of(1, 3));
        work(committer);
        work(committer);
        assertThat(committer.log().last()).isEqualTo(Position.of(2, 2));
        assertThat(committer.log().after(Position.of(1, 3), 10_000).getFirst().previous())
                .isEqualTo(Position.of(1, 1));
    }

    @Test
    default void theEpochIsNotLessThanAnotherCountOfStartsSays() {
        Transactions database = database();
        Committer committer = Committer.open(database, Member.PUBLISHER, () -> 1, 7, Runnable::run, types -> {});
        set(committer, "u1", "Ada");
        work(committer);
        assertThat(committer.log().last()).isEqualTo(Position.of(7, 1));
    }

    @Test
    default void anEntryThatCannotBeReadIsSetAsideAndTheStreamGoesOn() {
        Transactions database = database();
        Committer committer = open(database);
        Entry poison =
                new Entry(Member.SUBSCRIBER, Lane.RECORDS, Position.of(1, 2), Position.of(1, 1), new byte[] {1, 2, 3});
        Entry noNumber = remote(
                3, 2, new Change(EntityType.MESSAGE, "message-1", Map.of("audioLength", "none", "folder", "NEW")));
        CompletionStage<Position> applied = committer.apply(
                List.of(remote(1, 0, named("u1", "Ada")), poison, noNumber, remote(4, 3, named("u2", "Bob"))));
        work(committer);
        assertThat(now(applied)).isEqualTo(Position.of(1, 4));
        assertThat(name(database, "u2")).isEqualTo("Bob");
        assertThat(TransactionsContract.list(database, store -> store.parked(10)))
                .hasSize(2);
        open(database);
        assertThat(TransactionsContract.list(database, store -> store.parked(10)))
                .hasSize(2);
    }

    @Test
    default void ourNextChangeBeatsWhatThePeerStampedAheadOfUs() {
        Transactions database = database();
        Committer committer = open(database);
        committer.apply(List.of(remote(1, 0, named("u1", "Ada"))));
        set(committer, "u1", "Eve");
        work(committer);
        assertThat(name(database, "u1")).isEqualTo("Eve");
    }

    @Test
    default void aServerWhoseDatabaseIsOldGivesUpTheNumbersThatThePeerKnows() {
        Transactions database = database();
        Committer committer = open(database);
        set(committer, "u1", "Ada");
        work(committer);
        committer.log().acknowledged(Position.of(5, 40));
        work(committer);
        set(committer, "u2", "Bob");
        work(committer);
        assertThat(committer.log().after(Position.of(5, 40), 10_000))
                .extracting(entry -> ChangeCodec.decode(entry.body()).change().id())
                .containsExactly("u1", "u2");
        assertThat(committer.log().last().epoch()).isEqualTo(6);
        assertThat(committer.log().after(Position.of(5, 40), 10_000).getFirst().previous())
                .isLessThanOrEqualTo(Position.of(5, 40));
    }

    @Test
    default void changesOfBothServersAreTold() {
        List<RecordsChanged> told = new ArrayList<>();
        Committer committer =
                Committer.open(database(), Member.PUBLISHER, () -> 1_000_000, 0, Runnable::run, told::add);
        set(committer, "u1", "Ada");
        committer.apply(List.of(remote(1, 0, new Change(EntityType.MWI, "u1", Map.of("at", "1")))));
        work(committer);
        assertThat(told)
                .flatExtracting(RecordsChanged::types)
                .containsExactlyInAnyOrder(EntityType.USER, EntityType.MWI);
    }

    @Test
    default void theMailboxOfAChangedMessageIsToldThoughTheChangeDoesNotNameIt() {
        List<RecordsChanged> told = new ArrayList<>();
        Committer committer =
                Committer.open(database(), Member.PUBLISHER, () -> 1_000_000, 0, Runnable::run, told::add);
        Change made = new Change(EntityType.MESSAGE, "m1", Map.of(MessageFields.MAILBOX, "u1"));
        Change heard = new Change(EntityType.MESSAGE, "m1", Map.of(MessageFields.HEARD, "true"));
        committer.apply(List.of(remote(1, 0, made)));
        work(committer);
        told.clear();
        committer.apply(List.of(remote(2, 1, heard)));
        work(committer);
        assertThat(told).flatExtracting(RecordsChanged::mailboxes).containsExactly("u1");
    }
}
