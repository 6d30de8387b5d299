package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.duovox.messagestore.file.StoreUnderTest.OWN;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.finishing;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.speech;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {

    @Test
    void aTailTornAtAnyByteIsCut() {
        MemoryDisk disk = new MemoryDisk();
        FileMessageStore store = open(disk, Member.PUBLISHER);
        record(store, id(1), speech(1, 400));
        Position good = store.laneLog().last();
        Path segment = disk.list(OWN).getFirst();
        int whole = disk.content(segment).length;
        store.keep(id(1));
        store.write();
        byte[] content = disk.content(segment);

        for (int length = whole; length < content.length; length++) {
            disk.overwrite(segment, Arrays.copyOf(content, length));
            FileMessageStore restarted = open(disk, Member.PUBLISHER);
            assertThat(restarted.laneLog().last()).as("cut at " + length).isEqualTo(good);
            assertThat(restarted.damages()).as("cut at " + length).isEmpty();
            assertThat(audio(restarted, id(1))).isEqualTo(speech(1, 400));
        }
    }

    @Test
    void aDamagedSegmentCostsOnlyItsRest() {
        MemoryDisk disk = new MemoryDisk();
        FileMessageStore store = open(disk, Member.PUBLISHER);
        for (int i = 0; i < 6; i++) {
            record(store, id(i), speech(i, 40_000));
        }
        Path first = disk.list(OWN).getFirst();
        byte[] content = disk.content(first);
        content[content.length - 100] ^= 1;
        disk.overwrite(first, content);

        FileMessageStore restarted = open(disk, Member.PUBLISHER);

        assertThat(audio(restarted, id(0))).isEqualTo(speech(0, 40_000));
        assertThat(audio(restarted, id(5))).isEqualTo(speech(5, 40_000));
    }

    @Test
    void theEpochGrowsAtEveryStart() {
        MemoryDisk disk = new MemoryDisk();
        FileMessageStore first = open(disk, Member.PUBLISHER);
        record(first, id(1), speech(1, 100));
        FileMessageStore second = open(disk, Member.PUBLISHER);
        record(second, id(2), speech(2, 100));

        assertThat(second.laneLog().last().epoch())
                .isGreaterThan(first.laneLog().last().epoch());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatWasAcknowledgedSurvivesPowerLosses(int seed) {
        Random luck = new Random(seed);
        MemoryDisk disk = new MemoryDisk();
        Map<Integer, byte[]> acknowledged = new LinkedHashMap<>();
        int next = 0;
        for (int life = 0; life < 6; life++) {
            FileMessageStore store = open(disk, Member.PUBLISHER);
            assertThat(store.damages()).as("seed %d", seed).isEmpty();
            assertAllThere(store, acknowledged, seed);
            for (int step = 0; step < 25; step++) {
                byte[] speech = speech(next, 1 + luck.nextInt(30_000));
                CompletableFuture<Finished> done = finishing(store, id(next), speech);
                if (luck.nextInt(3) > 0) {
                    store.write();
                }
                if (done.isDone()) {
                    acknowledged.put(next, speech);
                    store.keep(id(next));
                }
                if (luck.nextInt(4) == 0) {
                    store.laneLog().acknowledged(store.laneLog().last());
                    store.tidy();
                }
                next++;
            }
            disk = disk.afterPowerLoss(luck);
        }
        assertAllThere(open(disk, Member.PUBLISHER), acknowledged, seed);
    }

    /** A process that dies may leave in the cache of its kernel what it had not forced yet, and its successor counts on it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void whatASuccessorFoundSurvivesAPowerLoss(int seed) {
        MemoryDisk disk = new MemoryDisk();
        record(open(disk, Member.PUBLISHER), id(1), speech(1, 100));
        FileMessageStore dying = open(disk, Member.PUBLISHER);
        record(dying, id(2), speech(2, 100));
        var unused = finishing(dying, id(3), speech(3, 9_000));
        disk.stepsToDeath = 1; // it writes, and dies when it forces
        assertThatExceptionOfType(MemoryDisk.Died.class).isThrownBy(dying::write);
        disk.stepsToDeath = Long.MAX_VALUE;
        FileMessageStore successor = open(disk, Member.PUBLISHER);
        assertThat(audio(successor, id(3))).isEqualTo(speech(3, 9_000));
        Position found = successor.laneLog().last();
        record(successor, id(4), speech(4, 100));

        FileMessageStore later = open(disk.afterPowerLoss(new Random(seed)), Member.PUBLISHER);

        assertThat(later.laneLog().last()).isGreaterThan(found);
        assertThat(audio(later, id(3))).isEqualTo(speech(3, 9_000));
        assertThat(audio(later, id(4))).isEqualTo(speech(4, 100));
    }

    private static void assertAllThere(FileMessageStore store, Map<Integer, byte[]> expected, int seed) {
        expected.forEach((number, speech) -> assertThat(audio(store, id(number)))
                .as("message %s with seed %s", number, seed)
                .isEqualTo(speech));
    }
}
