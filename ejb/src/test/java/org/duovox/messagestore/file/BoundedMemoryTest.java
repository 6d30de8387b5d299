package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.OWN;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.keep;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.replicate;
import static org.duovox.messagestore.file.StoreUnderTest.say;
import static org.duovox.messagestore.file.StoreUnderTest.speech;
import static org.duovox.messagestore.file.StoreUnderTest.takeMessages;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that stays away for long costs disk and no memory, while the server runs and after each of its starts. */
class BoundedMemoryTest {

    /** Of one segment, with room for a recording or two that began in the one before. */
    private static final int MOST_HELD = 60;

    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk peerDisk = new MemoryDisk();
    private FileMessageStore store = open(disk, Member.PUBLISHER);

    @Test
    void aLongBacklogIsNotHeldInMemory() {
        for (int day = 0; day < 7; day++) {
            takeMessages(store, 100 * day, 100 * (day + 1), 20_000);
            assertThat(store.held()).isLessThan(MOST_HELD);
            store = open(disk, Member.PUBLISHER);
            assertThat(store.held()).isLessThan(MOST_HELD);
        }
        assertThat(disk.list(OWN)).hasSizeGreaterThan(100);
    }

    @Test
    void longerMessagesTakeNoMoreMemory() {
        takeMessages(store, 0, 20, 10_000);
        int before = store.held();
        takeMessages(store, 20, 40, 400_000);
        assertThat(store.held()).isLessThanOrEqualTo(before);
    }

    @Test
    void thePeerGetsAllOfTheBacklogThatIsNotInMemory() {
        takeMessages(store, 0, 100, 20_000);
        store = open(disk, Member.PUBLISHER);
        FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);

        replicate(store, peer);
        store.tidy();

        for (int i = 0; i < 100; i++) {
            assertThat(audio(store, id(i))).isEqualTo(speech(i, 20_000));
            assertThat(audio(peer, id(i))).isEqualTo(speech(i, 20_000));
        }
        assertThat(disk.list(OWN)).hasSizeLessThan(4);
    }

    @Test
    void whatThePeerRecordedIsNotHeldInMemoryEither() {
        FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);
        takeMessages(store, 0, 200, 20_000);
        while (!peer.laneStore().applied().covers(store.laneLog().last())) {
            var unused = peer.laneStore()
                    .apply(store.laneLog().after(peer.laneStore().applied(), 20_000));
            peer.write();
            for (int i = 0; i < 200; i++) {
                peer.keep(id(i));
            }
            peer.tidy();
        }
        // Its own log says of each of them that it is kept here.
        takeMessages(store, 200, 220, 20_000);
        replicate(store, peer);
        peer.write();
        peer.tidy();
        assertThat(peer.held()).isLessThan(200 + 20 + MOST_HELD);
    }

    @Test
    void aRecordingThatNobodyMakesAMessageOfDoesNotKeepTheRestInMemory() {
        Recording click = store.begin(header(id(0)));
        say(click, speech(0, 160));
        store.write();
        store = open(disk, Member.PUBLISHER);

        takeMessages(store, 1, 600, 20_000);
        store = open(disk, Member.PUBLISHER);

        assertThat(store.held()).isLessThan(MOST_HELD);
        assertThat(audio(store, id(0))).isEqualTo(speech(0, 160));
    }

    @Test
    void whatWasPurgedDoesNotComeBackFromTheOtherLog() {
        FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);
        record(store, id(0), speech(0, 8000));
        replicate(store, peer);
        keep(peer, 0);
        peer.purge(id(0));
        peer.write();
        peer.tidy();
        takeMessages(peer, 1, 20, 20_000);

        FileMessageStore restarted = open(peerDisk, Member.SUBSCRIBER);

        assertThat(restarted.open(id(0))).isEmpty();
        assertThat(restarted.orphans(Member.PUBLISHER)).isEmpty();
    }

    /** Its own log, which said so, goes on and is forgotten; the peer's log still has the recording. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatWasPurgedDoesNotComeBackWheneverThePowerGoes(int seed) {
        FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);
        record(store, id(0), speech(0, 8000));
        replicate(store, peer);
        peer.purge(id(0));
        peer.write();
        peer.tidy();
        for (int i = 1; i < 20; i++) {
            takeMessages(peer, i, i + 1, 20_000);

            FileMessageStore restarted = open(peerDisk.afterPowerLoss(new Random(seed)), Member.SUBSCRIBER);
            assertThat(restarted.open(id(0))).as("after " + i).isEmpty();
            assertThat(restarted.orphans(Member.PUBLISHER)).as("after " + i).isEmpty();
        }
        assertThat(peer.held()).isLessThan(MOST_HELD);
    }

    @Test
    void whatIsKeptAheadOfItsAudioIsKnownWheneverThePowerGoes() {
        FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);
        Recording recording = store.begin(header(id(0)));
        store.write();
        replicate(store, peer);
        peer.keep(id(0));
        List<MemoryDisk> left = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            takeMessages(peer, i, i + 1, 20_000);
            left.add(peerDisk.afterPowerLoss(new Random(i)));
        }
        say(recording, speech(0, 8000));
        store.write();

        for (MemoryDisk each : left) {
            FileMessageStore restarted = open(each, Member.SUBSCRIBER);
            replicate(store, restarted);
            assertThat(restarted.orphans(Member.PUBLISHER)).isEmpty();
            assertThat(audio(restarted, id(0))).isEqualTo(speech(0, 8000));
        }
    }

    @Test
    void whatIsSaidAgainWaitsForADiskThatDoesNotWrite() {
        takeMessages(store, 0, 20, 30_000);
        FileMessageStore peer = open(peerDisk, Member.SUBSCRIBER);
        replicate(store, peer);
        Position before = store.laneLog().last();
        disk.refusesForce = true;
        for (int i = 0; i < 10; i++) {
            store.laneStore().peerLost();
            store.tidy();
            store.write();
        }
        disk.refusesForce = false;
        store.write();

        assertThat(store.laneLog().last().number() - before.number()).isLessThan(100);
    }
}
