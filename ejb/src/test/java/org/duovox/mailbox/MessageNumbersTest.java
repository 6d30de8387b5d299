package org.duovox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.Merger;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand;
import org.duovox.replication.Stamp;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

class MessageNumbersTest {

    private static final UserId ADA = new UserId("ada");

    private final MemoryDatabase publisher = new MemoryDatabase();
    private final MemoryDatabase subscriber = new MemoryDatabase();
    private long time = 1;

    private void apply(MemoryDatabase database, Change change, Stamp stamp) {
        database.inOne(store -> {
            store.save(Merger.apply(store.find(change.type(), change.id()), change, stamp));
            return true;
        });
    }

    private void arrives(MemoryDatabase database, String id) {
        Map<String, String> fields =
                Map.of(MessageFields.MAILBOX, ADA.value(), MessageFields.RECEIVED, id.substring(1));
        apply(database, new Change(EntityType.MESSAGE, id, fields), new Stamp(time++, Member.PUBLISHER));
    }

    private void give(MemoryDatabase database, Member self, int gap) {
        if (gap == 0) {
            carryOut(database, self, MessageNumbers.give(self, ADA));
        } else {
            carryOut(database, self, MessageNumbers.hold(self, ADA, gap));
            carryOut(database, self, MessageNumbers.release(self, ADA));
        }
    }

    private void carryOut(MemoryDatabase database, Member self, WriteCommand<Integer> command) {
        List<Change> changes = database.inOne(store -> command.decide(store).changes());
        changes.forEach(change -> apply(database, change, new Stamp(time++, self)));
    }

    /** Everything of the one is at the other. */
    private void replicate(MemoryDatabase from, MemoryDatabase to) {
        for (Row row : Map.copyOf(from.peek(EntityType.MESSAGE)).values()) {
            row.stamps()
                    .forEach((field, stamp) ->
                            apply(to, new Change(EntityType.MESSAGE, row.id(), Map.of(field, row.get(field))), stamp));
        }
    }

    private static Map<String, Long> shown(MemoryDatabase database) {
        return new HashMap<>(
                MessageNumbers.shown(database.peek(EntityType.MESSAGE).values()));
    }

    @Test
    void messagesAreNumberedAsTheyWereReceived() {
        arrives(publisher, "m2");
        arrives(publisher, "m1");
        give(publisher, Member.PUBLISHER, 0);
        arrives(publisher, "m3");
        give(publisher, Member.PUBLISHER, 0);
        assertThat(shown(publisher)).isEqualTo(Map.of("m1", 1L, "m2", 3L, "m3", 5L));
    }

    @Test
    void theServersNeverGiveTheSameNumber() {
        arrives(publisher, "m1");
        arrives(subscriber, "m2");
        give(publisher, Member.PUBLISHER, 0);
        give(subscriber, Member.SUBSCRIBER, 0);
        assertThat(shown(publisher).getOrDefault("m1", 0L) % 2).isEqualTo(1);
        assertThat(shown(subscriber).getOrDefault("m2", 1L) % 2).isZero();
    }

    @Test
    void aNewPrimaryStartsAboveWhatTheDeadOneMayHaveShown() {
        arrives(publisher, "m1");
        give(publisher, Member.PUBLISHER, 0);
        replicate(publisher, subscriber);
        arrives(publisher, "m2");
        give(publisher, Member.PUBLISHER, 0); // shown, and lost with its server
        arrives(subscriber, "m3");
        give(subscriber, Member.SUBSCRIBER, MessageNumbers.GAP);
        assertThat(shown(subscriber).get("m3")).isGreaterThan(shown(publisher).get("m2"));
    }

    @Test
    void aNumberThatComesAfterAGreaterOneWasShownIsNotShownAndReplaced() {
        arrives(publisher, "m1");
        give(publisher, Member.PUBLISHER, 0);
        arrives(subscriber, "m2");
        give(subscriber, Member.SUBSCRIBER, MessageNumbers.GAP);
        replicate(publisher, subscriber);
        assertThat(shown(subscriber)).containsOnlyKeys("m2");

        give(subscriber, Member.SUBSCRIBER, 0);

        assertThat(shown(subscriber).get("m1")).isGreaterThan(shown(subscriber).get("m2"));
        replicate(subscriber, publisher);
        assertThat(shown(publisher)).isEqualTo(shown(subscriber));
    }

    @Test
    void aNumberGivenInKnowledgeOfTheOthersIsShownAtOnce() {
        arrives(publisher, "m1");
        give(publisher, Member.PUBLISHER, 0);
        replicate(publisher, subscriber);
        arrives(subscriber, "m2");
        give(subscriber, Member.SUBSCRIBER, MessageNumbers.GAP);
        replicate(subscriber, publisher);
        assertThat(shown(publisher)).containsOnlyKeys("m1", "m2").isEqualTo(shown(subscriber));
    }

    @Test
    void whatIsNumberedIsNotNumberedAgain() {
        arrives(publisher, "m1");
        give(publisher, Member.PUBLISHER, 0);
        Map<String, Long> before = shown(publisher);
        give(publisher, Member.PUBLISHER, MessageNumbers.GAP);
        assertThat(shown(publisher)).isEqualTo(before);
    }

    @Test
    void whatIsHeldIsNotShownAndWhoBecomesPrimaryLeavesItOut() {
        arrives(publisher, "m1");
        carryOut(publisher, Member.PUBLISHER, MessageNumbers.hold(Member.PUBLISHER, ADA, MessageNumbers.GAP));
        assertThat(shown(publisher)).isEmpty();
        replicate(publisher, subscriber);
        give(subscriber, Member.SUBSCRIBER, MessageNumbers.GAP);
        assertThat(shown(subscriber).get("m1")).isGreaterThan(2L * MessageNumbers.GAP);
    }

    @Test
    void whatIsReleasedLateIsNotShownBelowWhatTheOtherShowed() {
        arrives(publisher, "m1");
        carryOut(publisher, Member.PUBLISHER, MessageNumbers.hold(Member.PUBLISHER, ADA, MessageNumbers.GAP));
        replicate(publisher, subscriber);
        arrives(subscriber, "m2");
        give(subscriber, Member.SUBSCRIBER, MessageNumbers.GAP);
        Map<String, Long> before = shown(subscriber);
        carryOut(publisher, Member.PUBLISHER, MessageNumbers.release(Member.PUBLISHER, ADA));
        replicate(publisher, subscriber);
        assertThat(shown(subscriber)).isEqualTo(before);
    }
}
