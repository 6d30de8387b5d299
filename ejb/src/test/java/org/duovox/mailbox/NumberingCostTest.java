package org.duovox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.ChangeCodec;
import org.duovox.data.EntityType;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.MessageFields;
import org.duovox.data.RecordStore;
import org.duovox.data.Records;
import org.duovox.data.Row;
import org.duovox.data.SteppedCommitter;
import org.duovox.data.Transactions;
import org.duovox.data.WriteCommand;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

/** Numbers are given without reading mailboxes again, and are the same as if they had been read. */
class NumberingCostTest {

    private static final UserId ADA = new UserId("ada");

    private final MemoryDatabase database = new MemoryDatabase();
    private int mailboxesRead;
    private boolean fails;
    private long entries;
    private final SteppedCommitter committer = new SteppedCommitter(
            counted(), Member.PUBLISHER, () -> 1_000_000, 0, Runnable::run, news -> {}, SteppedCommitter.Flaw.NONE);

    private Transactions counted() {
        return new Transactions() {
            @Override
            public <T> T inOne(Function<RecordStore, T> work) {
                return database.inOne(store -> {
                    T result = work.apply(counted(store));
                    if (fails) {
                        throw new IllegalStateException("the disk is full");
                    }
                    return result;
                });
            }
        };
    }

    private RecordStore counted(RecordStore store) {
        return (RecordStore) Proxy.newProxyInstance(
                RecordStore.class.getClassLoader(), new Class<?>[] {RecordStore.class}, (proxy, method, arguments) -> {
                    mailboxesRead += method.getName().equals("where") ? 1 : 0;
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Change message(String id, int received) {
        return new Change(
                EntityType.MESSAGE,
                id,
                Map.of(MessageFields.MAILBOX, ADA.value(), MessageFields.RECEIVED, Integer.toString(received)));
    }

    private void write(Change change) {
        var unused = committer.write(records -> new WriteCommand.Written<>(0, List.of(change)));
        committer.commit();
    }

    private void comesFromThePeer(Change change) {
        Position last = committer.applied();
        Stamp stamp = new Stamp((2_000_000L << 16) + entries++, Member.SUBSCRIBER);
        var unused = committer.apply(List.of(new Entry(
                Member.SUBSCRIBER,
                Lane.RECORDS,
                Position.of(1, last.number() + 1),
                last,
                ChangeCodec.encode(change, stamp))));
        committer.commit();
    }

    private void give() {
        var unused = committer.write(MessageNumbers.give(Member.PUBLISHER, ADA));
        committer.commit();
    }

    private Map<String, Long> shown() {
        return MessageNumbers.shown(database.peek(EntityType.MESSAGE).values());
    }

    @Test
    void aMailboxIsReadOnceHoweverManyMessagesCome() {
        for (int i = 0; i < 300; i++) {
            if (i % 2 == 0) {
                write(message("m" + i, i));
            } else {
                comesFromThePeer(message("m" + i, i));
            }
            give();
        }
        assertThat(mailboxesRead).isEqualTo(1);
        assertThat(shown()).hasSize(300).containsEntry("m0", 1L).containsEntry("m299", 599L);
    }

    @Test
    void numbersFromElsewhereHaveTheMailboxReadAgain() {
        write(message("m1", 1));
        give();
        comesFromThePeer(new Change(
                EntityType.MESSAGE,
                "m2",
                Map.of(MessageFields.MAILBOX, ADA.value(), MessageFields.number(Member.SUBSCRIBER), "1000 0")));
        give();

        assertThat(shown().get("m1")).isGreaterThan(1000L);
    }

    @Test
    void whatWasNotCommittedIsNumberedTheNextTime() {
        write(message("m1", 1));
        give();
        write(message("m2", 2));
        fails = true;
        give();
        fails = false;
        give();

        assertThat(shown()).isEqualTo(Map.of("m1", 1L, "m2", 3L));
    }

    @Test
    void whatIsRememberedMakesNoDifferenceWhateverHappens() {
        Random luck = new Random(4);
        int compared = 0;
        for (int round = 0; round < 400; round++) {
            String id = "m" + luck.nextInt(200);
            switch (luck.nextInt(6)) {
                case 0, 1 -> write(message(id, round));
                case 2 -> comesFromThePeer(message(id, round));
                case 3 ->
                    comesFromThePeer(new Change(
                            EntityType.MESSAGE,
                            id,
                            Map.of(MessageFields.number(Member.SUBSCRIBER), 2 * (100 + round) + " " + round)));
                case 4 -> write(new Change(EntityType.MESSAGE, id, Map.of(MessageFields.MAILBOX, "bob")));
                default -> {
                    fails = luck.nextBoolean();
                    give();
                    fails = false;
                }
            }
            List<Change> fromReading = database.inOne(store ->
                    MessageNumbers.give(Member.PUBLISHER, ADA).decide(store).changes());
            Optional<List<Change>> fromMemory = remembered();
            fromMemory.ifPresent(changes -> assertThat(changes).isEqualTo(fromReading));
            compared += fromMemory.isPresent() && !fromReading.isEmpty() ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(30);
    }

    /** What would be written now. */
    private Optional<List<Change>> remembered() {
        List<List<Change>> decided = new ArrayList<>();
        var unused = committer.write(records -> {
            if (records.numbered(ADA.value()).isPresent()) {
                decided.add(MessageNumbers.give(Member.PUBLISHER, ADA)
                        .decide(new Looked(records))
                        .changes());
            }
            return new WriteCommand.Written<>(0, List.of());
        });
        committer.commit();
        return decided.stream().findFirst();
    }

    /** Remembers nothing of what is decided. */
    private record Looked(Records records) implements Records {
        @Override
        public Optional<Row> find(EntityType type, String id) {
            return records.find(type, id);
        }

        @Override
        public List<Row> where(EntityType type, String field, String value) {
            return records.where(type, field, value);
        }

        @Override
        public Optional<Numbered> numbered(String mailbox) {
            return records.numbered(mailbox);
        }
    }
}
