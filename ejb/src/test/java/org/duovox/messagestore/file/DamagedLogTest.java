package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.OWN;
import static org.duovox.messagestore.file.StoreUnderTest.ROOT;
import static org.duovox.messagestore.file.StoreUnderTest.finishing;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.replicate;
import static org.duovox.messagestore.file.StoreUnderTest.speech;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash explains is no damage of the logs; that forced records are gone is one. */
class DamagedLogTest {

    private static final Path PEER = ROOT.resolve("log/peer");

    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk peersDisk = new MemoryDisk();

    /** Some segments. */
    private FileMessageStore filled() {
        FileMessageStore store = open(disk, Member.PUBLISHER);
        for (int i = 0; i < 6; i++) {
            record(store, id(i), speech(i, 40_000));
        }
        return store;
    }

    private List<String> damages(MemoryDisk found) {
        return open(found, Member.PUBLISHER).damages();
    }

    private Path newest() {
        return disk.list(OWN).stream()
                .filter(path -> path.toString().endsWith(".log"))
                .toList()
                .getLast();
    }

    private static void flip(MemoryDisk disk, Path path, int at) {
        byte[] content = disk.content(path);
        content[at] ^= 1;
        disk.overwrite(path, content);
    }

    private static void cut(MemoryDisk disk, Path path, int length) {
        disk.overwrite(path, Arrays.copyOf(disk.content(path), length));
    }

    @Test
    void aWholeLogIsNotDamaged() {
        var unused = filled();
        assertThat(damages(disk)).isEmpty();
    }

    @Test
    void aByteThatChangedInTheMiddleIsOne() {
        var unused = filled();
        Path first = disk.list(OWN).getFirst();
        flip(disk, first, 30_000);
        assertThat(damages(disk)).singleElement().asString().startsWith(first + " is damaged between the positions ");
    }

    @Test
    void anEmptiedSegmentIsOne() {
        var unused = filled();
        flip(disk, disk.list(OWN).getFirst(), 3);
        assertThat(damages(disk)).hasSize(1);
    }

    @Test
    void aSegmentThatCannotBeReadIsOne() {
        var unused = filled();
        Path bad = disk.list(OWN).get(1);
        disk.unreadable = bad;
        assertThat(damages(disk)).contains(bad + " cannot be read: Input/output error");
    }

    @Test
    void soIsWhatThePeersLogLacks() {
        FileMessageStore store = filled();
        replicate(store, open(peersDisk, Member.SUBSCRIBER));
        flip(peersDisk, peersDisk.list(PEER).getFirst(), 30_000);
        assertThat(open(peersDisk, Member.SUBSCRIBER).damages()).hasSize(1);
    }

    @Test
    void aTornTailIsNone() {
        var unused = filled();
        Path newest = newest();
        cut(disk, newest, disk.content(newest).length - 10);
        assertThat(damages(disk)).isEmpty();
    }

    @Test
    void itIsOneWhenThePeerHasAcknowledgedWhatWasThere() {
        FileMessageStore store = filled();
        replicate(store, open(peersDisk, Member.SUBSCRIBER));
        store.tidy();
        Path newest = newest();
        cut(disk, newest, disk.content(newest).length - 10);
        assertThat(damages(disk)).singleElement().asString().contains(" and had been forced up to ");
        assertThat(damages(disk)).as("nobody was told").hasSize(1);
        open(disk, Member.PUBLISHER).damagesTold();
        assertThat(damages(disk)).as("told once").isEmpty();
    }

    @Test
    void whatThePeerHasOfALostDiskIsNone() {
        FileMessageStore store = filled();
        FileMessageStore anew = open(peersDisk, Member.PUBLISHER);
        anew.laneLog().acknowledged(store.laneLog().last());
        anew.tidy();
        assertThat(damages(peersDisk)).isEmpty();
    }

    @Test
    void whatWasLeftByAnAppendThatFailedIsNone() {
        FileMessageStore store = filled();
        Path newest = newest();
        int good = disk.content(newest).length;
        disk.refusesForce = true;
        var unused = finishing(store, id(7), speech(7, 100));
        store.write();
        disk.refusesForce = false;
        record(store, id(8), speech(8, 100));
        byte[] content = Arrays.copyOf(disk.content(newest), good + 50);
        content[good + 20] = 1;
        disk.overwrite(newest, content);
        assertThat(damages(disk)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void powerLossesOfADiskThatSaysWhatItForcedLeaveNone(int seed) {
        Random luck = new Random(seed);
        MemoryDisk left = disk;
        MemoryDisk peersLeft = peersDisk;
        for (int life = 0; life < 12; life++) {
            FileMessageStore store = open(left, Member.PUBLISHER);
            FileMessageStore peer = open(peersLeft, Member.SUBSCRIBER);
            assertThat(store.damages()).as("seed %d", seed).isEmpty();
            assertThat(peer.damages()).as("seed %d", seed).isEmpty();
            live(store, peer, left, life, luck);
            left = left.afterPowerLoss(luck);
            peersLeft = luck.nextBoolean() ? peersLeft.afterPowerLoss(luck) : peersLeft;
        }
    }

    private static void live(FileMessageStore store, FileMessageStore peer, MemoryDisk disk, int life, Random luck) {
        for (int step = 0; step < 20; step++) {
            int number = 20 * life + step;
            disk.refusesForce = luck.nextInt(8) == 0;
            var unused = finishing(store, id(number), speech(number, 1 + luck.nextInt(30_000)));
            store.write();
            disk.refusesForce = false;
            store.keep(id(number));
            if (luck.nextInt(3) == 0) {
                replicate(store, peer);
            }
            if (luck.nextInt(4) == 0) {
                store.tidy();
                peer.tidy();
            }
        }
    }
}
