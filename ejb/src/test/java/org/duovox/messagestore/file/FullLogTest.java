package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.keep;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.replicate;
import static org.duovox.messagestore.file.StoreUnderTest.say;
import static org.duovox.messagestore.file.StoreUnderTest.speech;
import static org.duovox.messagestore.file.StoreUnderTest.takeMessages;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that nobody makes a message of hold up a log only for so long, and can still become messages after that. */
class FullLogTest {

    private static final int MAX_LOG = 200_000;

    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk peerDisk = new MemoryDisk();
    private FileMessageStore store = open(disk, Member.PUBLISHER);
    private FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);

    private static FileMessageStore open(MemoryDisk disk, Member self) {
        return StoreUnderTest.open(disk, self, MAX_LOG);
    }

    private void begin(int number) {
        say(store.begin(header(id(number))), speech(number, 8000));
    }

    private void recordMessages(int from, int to) {
        takeMessages(store, from, to, 20_000);
    }

    private void recordMessagesForPeer(int from, int to) {
        for (int i = from; i < to; i++) {
            record(store, id(i), speech(i, 20_000));
            replicate(store, peer);
            keep(peer, i);
        }
    }

    private static List<Integer> orphans(FileMessageStore store) {
        return store.orphans(Member.PUBLISHER).stream()
                .map(orphan -> Integer.valueOf(orphan.header().id().value().substring(8)))
                .toList();
    }

    @Test
    void theLogDoesNotHoldAnOrphanBackButItStaysOne() {
        begin(0);
        store.write();
        store = open(disk, Member.PUBLISHER);
        Orphan before = store.orphans(Member.PUBLISHER).getFirst();

        recordMessages(1, 40);

        assertThat(store.held()).isLessThan(20);
        assertThat(store.orphans(Member.PUBLISHER)).containsExactly(before);
        assertThat(store.orphans(Member.SUBSCRIBER)).isEmpty();
        store = open(disk, Member.PUBLISHER);
        assertThat(store.orphans(Member.PUBLISHER)).containsExactly(before);
        assertThat(audio(store, id(0))).isEqualTo(speech(0, 8000));
    }

    @Test
    void whoMakesAMessageOfItEndsThat() {
        begin(0);
        store.write();
        store = open(disk, Member.PUBLISHER);
        recordMessages(1, 40);

        store.keep(id(0));
        store.tidy();

        assertThat(orphans(store)).isEmpty();
        store = open(disk, Member.PUBLISHER);
        assertThat(orphans(store)).isEmpty();
        assertThat(audio(store, id(0))).isEqualTo(speech(0, 8000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void itStaysAnOrphanWheneverThePowerGoes(int seed) {
        Random luck = new Random(seed);
        begin(0);
        store.write();
        store = open(disk, Member.PUBLISHER);
        for (int i = 1; i < 40; i++) {
            recordMessages(i, i + 1);
            FileMessageStore left = open(disk.afterPowerLoss(luck), Member.PUBLISHER);
            left.tidy();
            assertThat(orphans(left)).as("after " + i).containsExactly(0);
            assertThat(audio(left, id(0))).as("after " + i).isEqualTo(speech(0, 8000));
        }
    }

    @Test
    void whatIsStillToBecomeAMessageIsNoOrphanBeforeARestart() {
        record(store, id(0), speech(0, 8000));
        recordMessages(1, 40);

        assertThat(orphans(store)).isEmpty();
        assertThat(orphans(open(disk, Member.PUBLISHER))).containsExactly(0);
    }

    @Test
    void thePeersRecordingStaysOneAndGrows() {
        Recording recording = store.begin(header(id(0)));
        say(recording, Arrays.copyOf(speech(0, 24_000), 8000));
        store.write();
        recordMessagesForPeer(1, 40);
        peer = open(peerDisk, Member.SUBSCRIBER);
        assertThat(orphans(peer)).containsExactly(0);

        say(recording, Arrays.copyOfRange(speech(0, 24_000), 8000, 24_000));
        var unused = recording.finish();
        store.write();
        recordMessagesForPeer(40, 80);

        assertThat(orphans(peer)).containsExactly(0);
        assertThat(audio(peer, id(0))).isEqualTo(speech(0, 24_000));
        peer = open(peerDisk, Member.SUBSCRIBER);
        assertThat(orphans(peer)).containsExactly(0);
        assertThat(audio(peer, id(0))).isEqualTo(speech(0, 24_000));
    }

    @Test
    void thePeersRecordingThatHadNoAudioYetStaysOne() {
        Recording recording = store.begin(header(id(0)));
        store.write();
        recordMessagesForPeer(1, 40);
        peer = open(peerDisk, Member.SUBSCRIBER);
        say(recording, speech(0, 8000));
        store.write();
        replicate(store, peer);

        assertThat(orphans(peer)).containsExactly(0);
    }

    @Test
    void whatThePeerThrowsAwayIsGone() {
        Recording recording = store.begin(header(id(0)));
        say(recording, speech(0, 8000));
        store.write();
        recordMessagesForPeer(1, 40);
        peer = open(peerDisk, Member.SUBSCRIBER);

        recording.discard();
        store.write();
        replicate(store, peer);
        peer.tidy();

        assertThat(orphans(peer)).isEmpty();
        assertThat(peer.open(id(0))).isEmpty();
        peer = open(peerDisk, Member.SUBSCRIBER);
        assertThat(orphans(peer)).isEmpty();
        assertThat(peer.open(id(0))).isEmpty();
    }

    @Test
    void ofVeryManyEachHasItsTurn() {
        for (int i = 0; i < 250; i++) {
            begin(i);
        }
        store.write();
        store = open(disk, Member.PUBLISHER);
        recordMessages(250, 290);
        List<Integer> first = orphans(store);
        assertThat(first).hasSize(200);

        first.forEach(number -> store.keep(id(number)));
        store.tidy();

        assertThat(orphans(store)).hasSize(50).doesNotContainAnyElementsOf(first);
    }
}
