package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.ROOT;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.replicate;
import static org.duovox.messagestore.file.StoreUnderTest.say;
import static org.duovox.messagestore.file.StoreUnderTest.speech;
import static org.duovox.messagestore.file.StoreUnderTest.takeMessages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says again for a peer that lost something does no harm where it is. */
class SaidAgainTest {

    private static final int MESSAGES = 12;
    private static final int LENGTH = 30_000;

    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk peerDisk = new MemoryDisk();
    private FileMessageStore store = open(disk, Member.PUBLISHER);
    private FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);

    private void recordMessages(int from, int to) {
        takeMessages(store, from, to, LENGTH);
    }

    private void keepOnPeer(int from, int to) {
        for (int i = from; i < to; i++) {
            peer.keep(id(i));
        }
        peer.write();
        peer.tidy();
    }

    private static Path file(int number) {
        return ROOT.resolve("messages/%02d/%s.alaw".formatted(number, id(number)));
    }

    private void damage(int number) {
        byte[] content = disk.content(file(number));
        content[4000] ^= 1;
        disk.overwrite(file(number), content);
    }

    private void sayAllAgain() {
        store.laneStore().peerLost();
        store.tidy();
        store.write();
    }

    private void assertPeerHas(int number, byte[] speech) {
        assertThat(audio(peer, id(number))).isEqualTo(speech);
        peer = open(peerDisk, Member.SUBSCRIBER);
        peer.tidy();
        assertThat(audio(peer, id(number))).isEqualTo(speech);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGoodFileIsNotReplacedByADamagedOne(boolean forgotten) {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        keepOnPeer(0, MESSAGES);
        if (forgotten) {
            peer = open(peerDisk, Member.SUBSCRIBER);
            peer.tidy();
            assertThat(peer.held()).isZero();
        }
        damage(0);

        sayAllAgain();
        replicate(store, peer);
        peer.tidy();

        assertPeerHas(0, speech(0, LENGTH));
    }

    @Test
    void goodAudioInALogIsNotReplacedByADamagedOne() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        damage(0);

        sayAllAgain();
        replicate(store, peer);

        assertPeerHas(0, speech(0, LENGTH));
    }

    private void askInVain(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(store.laneLog().after(Position.NONE, 1)).isEmpty();
            store.tidy();
        }
    }

    private void emptyLog() {
        store = open(disk, Member.PUBLISHER);
        store.laneLog().acknowledged(store.laneLog().last());
        store.tidy();
        assertThat(store.laneLog().countAfter(Position.NONE)).isZero();
        store = open(disk, Member.PUBLISHER);
    }

    @Test
    void aPeerWithANewDiskGetsAllThoughNothingIsInTheLogAndNobodySpeaks() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        emptyLog();

        peer = open(new MemoryDisk(), Member.SUBSCRIBER);
        askInVain(2);
        store.write();
        replicate(store, peer);

        assertThat(audio(peer, id(MESSAGES - 1))).isEqualTo(speech(MESSAGES - 1, LENGTH));
        store = open(disk, Member.PUBLISHER);
        store.tidy();
        assertThat(store.held()).isZero();
    }

    @Test
    void aPeerWithANewDiskIsLevelThoughThereIsNothingToSay() {
        recordMessages(0, 1);
        replicate(store, peer);
        store.purge(id(0));
        store.write();
        store.tidy();
        emptyLog();

        peer = open(new MemoryDisk(), Member.SUBSCRIBER);
        askInVain(2);
        store.write();
        replicate(store, peer);

        assertThat(peer.laneStore().applied()).isEqualTo(store.laneLog().last());
    }

    @Test
    void aQuestionThatWasOvertakenWhenTheLogWasEmptiedIsNone() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        Position all = store.laneLog().last();
        emptyLog();

        askInVain(1);
        store.laneLog().acknowledged(all);
        for (int i = 0; i < 5; i++) {
            store.tidy();
        }
        askInVain(1);
        store.tidy();
        store.write();

        assertThat(store.laneLog().last()).isEqualTo(all);
    }

    @Test
    void aPeerGetsANewDiskWhileTheLogIsEmpty() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        emptyLog();
        store.laneLog().acknowledged(store.laneLog().last());

        peer = open(new MemoryDisk(), Member.SUBSCRIBER);
        askInVain(2);
        store.write();
        replicate(store, peer);

        assertThat(audio(peer, id(0))).isEqualTo(speech(0, LENGTH));
    }

    @Test
    void whatIsToBeSaidAgainIsNotForgottenByARestart() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        emptyLog();
        peer = open(new MemoryDisk(), Member.SUBSCRIBER);
        askInVain(1);
        store.laneLog().after(Position.NONE, 1);
        store.tidy(); // and all of it is lost that was to be written
        store = open(disk, Member.PUBLISHER);
        record(store, id(MESSAGES), speech(MESSAGES, LENGTH));
        store.tidy();
        store.write();
        replicate(store, peer);

        assertThat(audio(peer, id(0))).isEqualTo(speech(0, LENGTH));
        for (int i = 0; i < 3; i++) {
            store.tidy();
            store.write();
            replicate(store, peer);
        }
        assertThat(disk.size(ROOT.resolve("log/resend"))).isNegative();
    }

    @Test
    void whatIsHereIsNotWrittenAgain() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        keepOnPeer(0, MESSAGES);
        long before = peerDisk.used();

        sayAllAgain();
        replicate(store, peer);

        assertThat(peerDisk.used() - before).isLessThan(LENGTH);
    }

    /** The file system may have their length and nothing of what was written. */
    @Test
    void filesThatWereNotForcedComeFromTheLogAfterAPowerLoss() {
        recordMessages(0, MESSAGES);
        replicate(store, peer);
        peerDisk.refusesForce = true;
        keepOnPeer(0, MESSAGES);
        peerDisk.refusesForce = false;
        sayAllAgain();
        replicate(store, peer);
        MemoryDisk left = peerDisk.afterPowerLoss(new Random(1));
        for (int i = 0; i < MESSAGES; i++) {
            var unused = left.open(file(i));
            left.overwrite(file(i), new byte[LENGTH]);
        }

        peer = open(left, Member.SUBSCRIBER);
        peer.tidy();

        for (int i = 0; i < MESSAGES; i++) {
            assertThat(audio(peer, id(i))).isEqualTo(speech(i, LENGTH));
        }
    }

    /** The peer made a message of the beginning; the rest of it is no longer in the log. */
    @Test
    void onlyTheRestOfARecordingIsTaken() {
        store = open(disk, Member.PUBLISHER, 200_000);
        Recording recording = store.begin(header(id(0)));
        say(recording, Arrays.copyOf(speech(0, LENGTH), 8000));
        store.write();
        replicate(store, peer);
        keepOnPeer(0, 1);
        say(recording, Arrays.copyOfRange(speech(0, LENGTH), 8000, LENGTH));
        var unused = recording.finish();
        store.write();
        store.keep(id(0));
        recordMessages(1, 20);
        damage(0);
        store = open(disk, Member.PUBLISHER, 200_000);

        replicate(store, peer);
        assertThat(audio(peer, id(0))).hasSize(8000);
        store.tidy();
        store.write();
        replicate(store, peer);
        peer.tidy();

        assertPeerHas(0, speech(0, LENGTH));
    }

    @Test
    void whatWasMendedIsNotUndoneByOurOwnLog() throws IOException {
        StoredAudio recorded = record(store, id(0), speech(0, LENGTH)).audio();
        store.keep(id(0));
        recordMessages(1, MESSAGES);
        damage(0);
        sayAllAgain();
        assertThat(store.restore(recorded, speech(0, LENGTH))).isTrue();

        store = open(disk, Member.PUBLISHER);
        store.tidy();

        assertThat(audio(store, id(0))).isEqualTo(speech(0, LENGTH));
    }

    @Test
    void aFileThatIsNotWhatWasRecordedIsNotSent() {
        recordMessages(1, 2);
        damage(1);
        Position before = store.laneLog().last();

        sayAllAgain();

        assertThat(store.laneLog().last()).isEqualTo(before);
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOtherFromThePeer() {
        recordMessages(1, 3);
        disk.overwrite(file(1), speech(1, 100));
        Position before = store.laneLog().last();

        sayAllAgain();
        store.tidy();
        store.write();

        assertThat(said(before).stream()
                        .filter(LogRecord.Finished.class::isInstance)
                        .map(LogRecord::id))
                .containsExactly(id(2));
        assertThat(said(before)).noneMatch(record -> record.id().equals(id(1)));
    }

    private List<LogRecord> said(Position after) {
        return store.laneLog().after(after, 1 << 20).stream()
                .map(entry -> Objects.requireNonNull(RecordCoder.decode(ByteBuffer.wrap(entry.body())))
                        .record())
                .toList();
    }
}
