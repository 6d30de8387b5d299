package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.NOW;
import static org.duovox.messagestore.file.StoreUnderTest.ROOT;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.replicate;
import static org.duovox.messagestore.file.StoreUnderTest.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.comparison.AudioCheck;
import org.duovox.comparison.AudioCopies;
import org.duovox.comparison.DamagedAudio;
import org.duovox.comparison.DamagedAudio.Outcome;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.Merger;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.mailbox.Deposit;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.replication.Position;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audio is checked against its headers, and what is missing or damaged comes from the other server. */
class DamagedAudioTest {

    /** More than a part of a copy. */
    private static final byte[] SPEECH = speech(1, 2_500_000);

    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk peersDisk = new MemoryDisk();
    private final MemoryDatabase database = new MemoryDatabase();
    private int failures;
    private final List<DamagedAudio> found = new ArrayList<>();
    private FileMessageStore store = open(disk, Member.PUBLISHER);
    private FileMessageStore peers = open(peersDisk, Member.SUBSCRIBER);

    @BeforeEach
    void twoMessagesAreFiledOnBothServers() {
        header(record(store, id(1), SPEECH).audio());
        header(record(store, id(2), speech(2, 8_000)).audio());
        replicate(store, peers);
        store = filed(store, disk, Member.PUBLISHER);
        peers = filed(peers, peersDisk, Member.SUBSCRIBER);
    }

    private static FileMessageStore filed(FileMessageStore store, MemoryDisk disk, Member self) {
        store.keep(id(1));
        store.keep(id(2));
        store.write();
        store.tidy();
        FileMessageStore again = open(disk, self);
        again.laneLog().acknowledged(again.laneLog().last());
        again.tidy();
        return again;
    }

    private void header(StoredAudio audio) {
        Change change = new Change(
                EntityType.MESSAGE,
                audio.id().value(),
                Map.of(
                        MessageFields.MAILBOX,
                        "user-1",
                        MessageFields.CODEC,
                        audio.codec().name(),
                        MessageFields.AUDIO_LENGTH,
                        Long.toString(audio.length()),
                        MessageFields.AUDIO_DIGEST,
                        audio.digest()));
        database.inOne(records -> {
            records.save(Merger.apply(Optional.empty(), change, new Stamp(1, Member.PUBLISHER)));
            return true;
        });
    }

    private Path file(int number) {
        return ROOT.resolve("messages/0" + number).resolve(id(number).value() + ".alaw");
    }

    private void check() {
        check(() -> peers.laneLog().last());
    }

    private void check(Supplier<Position> applied) {
        PeerLink.Handler handler = AudioCopies.from(peers, peers.laneLog());
        AudioCheck check = new AudioCheck(
                database,
                store,
                question -> {
                    if (--failures >= 0) {
                        return CompletableFuture.failedFuture(new IOException("too late"));
                    }
                    try {
                        return CompletableFuture.completedFuture(handler.answer(question));
                    } catch (Exception e) {
                        return CompletableFuture.failedFuture(e);
                    }
                },
                applied,
                found::add,
                () -> {});
        for (int i = 0; i < 10 && check.turn(); i++) {
            assertThat(i).isLessThan(9);
        }
        assertThat(check.checked()).isEqualTo(2);
    }

    @Test
    void whatIsGoodIsLeftAlone() {
        check();
        assertThat(found).isEmpty();
    }

    @Test
    void aChangedByteIsMended() {
        byte[] content = disk.content(file(1));
        content[2_000_000] ^= 1;
        disk.overwrite(file(1), content);
        check();
        assertThat(found)
                .containsExactly(new DamagedAudio("message " + id(1), "it is not what was recorded", Outcome.MENDED));
        assertThat(audio(store, id(1))).isEqualTo(SPEECH);
        found.clear();
        check();
        assertThat(found).isEmpty();
    }

    @Test
    void aChangedByteIsMendedThoughTheLaneIsBusy() {
        disk.overwrite(file(2), speech(3, 8_000));
        check(() -> Position.NONE);
        assertThat(audio(store, id(2))).isEqualTo(speech(2, 8_000));
    }

    @Test
    void aFailedQuestionIsAskedAgain() {
        disk.overwrite(file(1), speech(3, 2_500_000));
        failures = 2;
        check();
        assertThat(audio(store, id(1))).isEqualTo(SPEECH);
    }

    @Test
    void butNotForEver() {
        disk.overwrite(file(1), speech(3, 2_500_000));
        failures = 3;
        check();
        assertThat(failures).isZero();
        assertThat(audio(store, id(1))).isEqualTo(speech(3, 2_500_000));
    }

    @Test
    void whatComesMeanwhileIsNoDamage() {
        disk.delete(file(2));
        Iterator<Position> applied = List.of(Position.NONE, Position.NONE).iterator();
        check(() -> {
            if (applied.hasNext()) {
                return applied.next();
            }
            disk.open(file(2)).close();
            disk.overwrite(file(2), speech(2, 8_000));
            return peers.laneLog().last();
        });
        assertThat(found).isEmpty();
        assertThat(audio(store, id(2))).isEqualTo(speech(2, 8_000));
    }

    @Test
    void whatIsMissingIsWaitedForWhileTheLaneIsBusy() {
        disk.delete(file(2));
        check(() -> Position.NONE);
        assertThat(found).isEmpty();
        assertThat(store.describe(id(2))).isEmpty();
    }

    @Test
    void aGoodCopyThatCannotBeWrittenIsTold() {
        disk.overwrite(file(2), speech(3, 8_000));
        disk.capacity = 0;
        check();
        assertThat(found)
                .containsExactly(
                        new DamagedAudio("message " + id(2), "it is not what was recorded", Outcome.NOT_WRITTEN));
    }

    @Test
    void aMissingFileComesFromThePeerAndSurvivesAPowerLoss() {
        disk.delete(file(1));
        check();
        assertThat(found).containsExactly(new DamagedAudio("message " + id(1), "it is missing", Outcome.MENDED));
        assertThat(audio(open(disk.afterPowerLoss(new Random(1)), Member.PUBLISHER), id(1)))
                .isEqualTo(SPEECH);
    }

    @Test
    void aShortFileIsMended() {
        disk.overwrite(file(2), speech(2, 100));
        check();
        assertThat(found)
                .containsExactly(new DamagedAudio("message " + id(2), "100 of 8000 bytes are here", Outcome.MENDED));
        assertThat(audio(store, id(2))).isEqualTo(speech(2, 8_000));
    }

    @Test
    void badAudioIsNotReplacedByBadAudio() {
        disk.overwrite(file(2), speech(3, 8_000));
        peersDisk.overwrite(file(2), speech(4, 8_000));
        check();
        assertThat(found)
                .containsExactly(
                        new DamagedAudio("message " + id(2), "it is not what was recorded", Outcome.NO_GOOD_COPY));
        assertThat(audio(store, id(2))).isEqualTo(speech(3, 8_000));
    }

    /** Of the second recording, under another id and without a message. */
    @Test
    void aGreetingIsMendedToo() throws IOException {
        StoredAudio audio = store.examine(id(2)).orElseThrow();
        RecordingHeader header = new RecordingHeader(id(2), Purpose.GREETING, "ada", "", "", NOW);
        database.inOne(records -> {
            Change purged = new Change(EntityType.MESSAGE, id(2).value(), Map.of(MessageFields.PURGED, "true"));
            Optional<Row> before = records.find(EntityType.MESSAGE, purged.id());
            records.save(Merger.apply(before, purged, new Stamp(2, Member.PUBLISHER)));
            records.save(
                    Merger.apply(Optional.empty(), Deposit.greeting(header, audio), new Stamp(1, Member.PUBLISHER)));
            return true;
        });
        check();
        assertThat(found).isEmpty();
        disk.delete(file(2));
        check();
        assertThat(found)
                .containsExactly(new DamagedAudio("the greeting of user ada", "it is missing", Outcome.MENDED));
        assertThat(store.examine(id(2))).hasValue(audio);
    }
}
