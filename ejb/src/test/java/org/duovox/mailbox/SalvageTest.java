package org.duovox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.SteppedCommitter;
import org.duovox.data.WriteCommand;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

/** Much audio that came ahead of its headers. */
class SalvageTest {

    private static final int RECORDINGS = 3_000;

    private final Set<MessageId> kept = new HashSet<>();
    private final List<Orphan> all =
            IntStream.range(0, RECORDINGS).mapToObj(SalvageTest::orphan).toList();
    private final SteppedCommitter committer = new SteppedCommitter(
            new MemoryDatabase(),
            Member.PUBLISHER,
            () -> 1_000_000,
            0,
            Runnable::run,
            news -> {},
            SteppedCommitter.Flaw.NONE);
    private int asked;
    private final Salvage salvage = new Salvage(Member.PUBLISHER, store(), counting(), () -> 0);

    private static MessageId id(int number) {
        return new MessageId(String.format("message-%05d", number));
    }

    private static Orphan orphan(int number) {
        RecordingHeader header =
                new RecordingHeader(id(number), Purpose.MESSAGE, "user-1", "+4930123", "Ada", Instant.EPOCH);
        return new Orphan(header, new StoredAudio(id(number), Codec.PCMA, 8000, "digest"));
    }

    private MessageStore store() {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "orphans" ->
                        arguments[0] == Member.PUBLISHER
                                ? List.of()
                                : all.stream()
                                        .filter(one ->
                                                !kept.contains(one.header().id()))
                                        .toList();
                    case "keep" -> {
                        kept.add((MessageId) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private DataConnector counting() {
        return new DataConnector() {
            @Override
            public <R> CompletionStage<Committed<R>> write(WriteCommand<R> command) {
                asked++;
                return committer.write(command);
            }

            @Override
            public CompletionStage<Boolean> probe() {
                return committer.probe();
            }

            @Override
            public CompletionStage<Integer> merge(List<Row> peers) {
                return committer.merge(peers);
            }
        };
    }

    private void commitAll() {
        while (committer.waits()) {
            committer.commit();
        }
    }

    @Test
    void theCommittersQueueIsNotFilledHoweverOftenItLooks() {
        for (int look = 0; look < 20; look++) {
            assertThat(salvage.look(true)).isTrue();
        }
        assertThat(asked).isEqualTo(Salvage.MOST_AT_ONCE);
    }

    @Test
    void everyRecordingHasItsTurn() {
        for (int number = RECORDINGS - 300; number < RECORDINGS; number++) {
            Change header = new Change(EntityType.MESSAGE, id(number).value(), Map.of(MessageFields.MAILBOX, "user-1"));
            var unused = committer.write(records -> new WriteCommand.Written<>(0, List.of(header)));
        }
        commitAll();
        int looks = 0;
        boolean again = true;
        while (again && looks++ < 100) {
            again = salvage.look(true);
            commitAll();
        }
        assertThat(kept).hasSize(300).contains(id(RECORDINGS - 1));
        assertThat(looks).isLessThan(15);
    }
}
