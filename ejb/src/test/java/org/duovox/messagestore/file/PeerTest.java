package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.OWN;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.replicate;
import static org.duovox.messagestore.file.StoreUnderTest.say;
import static org.duovox.messagestore.file.StoreUnderTest.speech;
import static org.duovox.messagestore.file.StoreUnderTest.takeMessages;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk peerDisk = new MemoryDisk();
    private final FileMessageStore store = open(disk, Member.PUBLISHER);
    private FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);

    @Test
    void thePeerHasWhatWasRecordedHere() {
        var finished = record(store, id(1), speech(1, 100_000));

        replicate(store, peer);

        assertThat(audio(peer, id(1))).isEqualTo(speech(1, 100_000));
        assertThat(peer.describe(id(1))).contains(finished.audio());
    }

    @Test
    void entriesThatAreHereAlreadyAreIgnored() {
        record(store, id(1), speech(1, 4000));
        replicate(store, peer);
        Position applied = peer.laneStore().applied();

        assertThat(apply(store.laneLog().after(Position.NONE, 1 << 20))).isEqualTo(applied);
        assertThat(audio(peer, id(1))).isEqualTo(speech(1, 4000));
    }

    @Test
    void anEntryWhosePreviousIsMissingIsNotTaken() {
        record(store, id(1), speech(1, 4000));
        List<Entry> entries = store.laneLog().after(Position.NONE, 1 << 20);

        assertThat(apply(entries.subList(1, entries.size()))).isEqualTo(Position.NONE);
    }

    @Test
    void aDamagedEntryIsNotTaken() {
        record(store, id(1), speech(1, 4000));
        Entry first = store.laneLog().after(Position.NONE, 1).getFirst();
        byte[] body = first.body().clone();
        body[body.length - 1] ^= 1;

        assertThat(apply(List.of(new Entry(first.origin(), first.lane(), first.position(), first.previous(), body))))
                .isEqualTo(Position.NONE);
    }

    @Test
    void appliedSurvivesARestart() {
        record(store, id(1), speech(1, 4000));
        replicate(store, peer);
        Position applied = peer.laneStore().applied();

        assertThat(open(peerDisk, Member.SUBSCRIBER).laneStore().applied()).isEqualTo(applied);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void thePeerCatchesUpInAnyBatchesAndThroughRestarts(int seed) {
        Random luck = new Random(seed);
        for (int i = 0; i < 60; i++) {
            record(store, id(i), speech(i, luck.nextInt(20_000)));
            store.keep(id(i));
        }
        store.write();
        while (!peer.laneStore().applied().covers(store.laneLog().last())) {
            Position from = peer.laneStore().applied();
            List<Entry> entries = store.laneLog().after(from, 1 + luck.nextInt(60_000));
            apply(entries.subList(0, 1 + luck.nextInt(entries.size())));
            if (luck.nextInt(10) == 0) {
                peer = open(peerDisk, Member.SUBSCRIBER);
            }
        }
        for (int i = 0; i < 60; i++) {
            byte[] expected = audio(store, id(i));
            assertThat(audio(peer, id(i))).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void aRecordingOfALostPeerIsSalvagedAndExtendedWhenItsRestComes() {
        byte[] speech = speech(1, 24_000);
        Recording recording = store.begin(header(id(1)));
        say(recording, Arrays.copyOf(speech, 8000));
        store.write();
        replicate(store, peer);
        assertThat(peer.orphans(Member.PUBLISHER)).extracting(Orphan::header).containsExactly(header(id(1)));
        peer.keep(id(1));
        peer.write();
        peer.tidy();
        assertThat(audio(peer, id(1))).isEqualTo(Arrays.copyOf(speech, 8000));
        assertThat(peer.orphans(Member.PUBLISHER)).isEmpty();

        say(recording, Arrays.copyOfRange(speech, 8000, 24_000));
        recording.finish();
        store.write();
        replicate(store, peer);
        peer.tidy();

        assertThat(audio(peer, id(1))).isEqualTo(speech);
        assertThat(peer.describe(id(1))).isEqualTo(store.describe(id(1)));
    }

    @Test
    void aHeaderMayComeBeforeItsAudio() {
        record(store, id(1), speech(1, 8000));
        peer.keep(id(1));
        peer.write();
        replicate(store, peer);

        assertThat(open(peerDisk, Member.SUBSCRIBER).orphans(Member.PUBLISHER)).isEmpty();
        assertThat(peer.orphans(Member.PUBLISHER)).isEmpty();
    }

    @Test
    void segmentsGoWhenThePeerHasThemAndTheirMessagesAreFiles() {
        takeMessages(store, 0, 12, 30_000);
        int before = disk.list(OWN).size();
        assertThat(before).isGreaterThan(4);

        replicate(store, peer);
        store.tidy();

        assertThat(disk.list(OWN)).hasSizeLessThanOrEqualTo(2);
        FileMessageStore restarted = open(disk, Member.PUBLISHER);
        for (int i = 0; i < 12; i++) {
            assertThat(audio(restarted, id(i))).isEqualTo(speech(i, 30_000));
        }
    }

    @Test
    void aFullLogGivesUpItsOldestSegmentAndKeepsTheAudio() {
        FileMessageStore small = open(disk, Member.PUBLISHER, 200_000);
        for (int i = 0; i < 20; i++) {
            record(small, id(i), speech(i, 30_000));
            small.tidy();
        }
        small.tidy();

        assertThat(disk.list(OWN)).hasSizeLessThanOrEqualTo(5);
        for (int i = 0; i < 20; i++) {
            assertThat(audio(small, id(i))).isEqualTo(speech(i, 30_000));
        }
    }

    @Test
    void thePeerGoesOnBehindWhatTheLogHasLost() {
        FileMessageStore small = open(disk, Member.PUBLISHER, 200_000);
        for (int i = 0; i < 20; i++) {
            record(small, id(i), speech(i, 30_000));
            small.tidy();
        }

        replicate(small, peer);

        assertThat(audio(peer, id(19))).isEqualTo(speech(19, 30_000));
    }

    /** Pulls and slots go side by side: one of them may ask for what the peer has acknowledged, and the log let go, meanwhile. */
    @Test
    void aLateQuestionForWhatWasAcknowledgedIsNoLoss() {
        takeMessages(store, 0, 12, 30_000);
        FileMessageStore restarted = open(disk, Member.PUBLISHER); // nothing in memory
        Position early = restarted.laneLog().after(Position.NONE, 1).getFirst().position();
        replicate(restarted, peer);
        restarted.tidy();
        Position before = restarted.laneLog().last();
        record(restarted, id(12), speech(12, 30_000));

        assertThat(restarted.laneLog().after(early, 20_000)).isEmpty();
        restarted.tidy();
        restarted.write();
        assertThat(restarted.laneLog().after(before, 1 << 20))
                .as("what is new, and nothing once more")
                .hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void whatWaitsForThePeerIsCountedOverRestarts() {
        record(store, id(1), speech(1, 30_000));
        replicate(store, peer);
        Position acknowledged = store.laneLog().last();
        record(store, id(2), speech(2, 30_000));
        long waiting = store.laneLog().countAfter(acknowledged);
        store.tidy();
        FileMessageStore restarted = open(disk, Member.PUBLISHER);
        record(restarted, id(3), speech(3, 30_000));

        assertThat(restarted.laneLog().acknowledgedBefore()).isEqualTo(acknowledged);
        assertThat(waiting).isPositive();
        assertThat(restarted.laneLog().countAfter(acknowledged)).isEqualTo(2 * waiting);
        assertThat(restarted.laneLog().countAfter(Position.NONE)).isEqualTo(3 * waiting);
        assertThat(restarted.laneLog().countAfter(restarted.laneLog().last())).isZero();
    }

    @Test
    void aPeerWithANewDiskGetsEverythingAgain() {
        for (int i = 0; i < 12; i++) {
            record(store, id(i), speech(i, 30_000));
            store.keep(id(i));
        }
        replicate(store, peer);
        store.tidy();
        FileMessageStore replaced = open(new MemoryDisk(), Member.SUBSCRIBER);

        replicate(store, replaced);
        store.tidy();
        store.write();
        replicate(store, replaced);

        for (int i = 0; i < 12; i++) {
            assertThat(audio(replaced, id(i))).isEqualTo(speech(i, 30_000));
        }
    }

    @Test
    void aPurgedMessageIsGoneForGood() {
        record(store, id(1), speech(1, 8000));
        store.keep(id(1));
        store.write();
        store.tidy();

        store.purge(id(1));
        store.write();
        store.tidy();

        assertThat(store.open(id(1))).isEmpty();
        assertThat(open(disk, Member.PUBLISHER).open(id(1))).isEmpty();
    }

    @Test
    void aClipGoesOnWhenItsSegmentGoes() {
        record(store, id(0), speech(0, 60_000));
        store.keep(id(0));
        var clip = store.open(id(0)).orElseThrow();
        byte[] heard = new byte[60_000];
        clip.read(0, heard, 0, 160);
        record(store, id(1), speech(1, 60_000));
        store.keep(id(1));
        replicate(store, peer);
        store.tidy();

        assertThat(clip.read(160, heard, 160, heard.length - 160)).isEqualTo(heard.length - 160);
        assertThat(heard).isEqualTo(speech(0, 60_000));
    }

    private Position apply(List<Entry> entries) {
        CompletableFuture<Position> done = peer.laneStore().apply(entries).toCompletableFuture();
        peer.write();
        return done.join();
    }
}
