package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.finishing;
import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.say;
import static org.duovox.messagestore.file.StoreUnderTest.speech;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private final MemoryDisk disk = new MemoryDisk();
    private final FileMessageStore store = open(disk, Member.PUBLISHER);

    @Test
    void whatWasSaidCanBeHeard() throws Exception {
        byte[] speech = speech(1, 100_123);

        Finished finished = record(store, id(1), speech);

        assertThat(audio(store, id(1))).isEqualTo(speech);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(speech));
        assertThat(finished.audio()).isEqualTo(new StoredAudio(id(1), Codec.PCMA, speech.length, digest));
        assertThat(finished.position()).isEqualTo(store.laneLog().last());
    }

    @Test
    void oneForceServesAllCalls() {
        List<Recording> recordings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            recordings.add(store.begin(header(id(i))));
        }
        store.write();
        recordings.forEach(recording -> say(recording, speech(7, 4000)));
        int before = disk.forces;

        store.write();

        assertThat(disk.forces).isEqualTo(before + 1);
    }

    @Test
    void manyFinishesShareAForce() {
        List<CompletableFuture<Finished>> finishes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            finishes.add(finishing(store, id(i), speech(i, 1000)));
        }
        int before = disk.forces;

        store.write();

        assertThat(disk.forces).isEqualTo(before + 1);
        assertThat(finishes).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aRecordingGrowsWhileItIsHeard() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        store.write();
        say(recording, speech(2, 4000));

        assertThat(audio(store, id(1))).isEqualTo(speech(1, 4000));
    }

    @Test
    void finishAnswersTheSameTwice() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        CompletableFuture<Finished> first = recording.finish().toCompletableFuture();
        store.write();

        assertThat(recording.finish().toCompletableFuture().join()).isEqualTo(first.join());
    }

    @Test
    void aDiscardedRecordingIsNowhere() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        store.write();

        recording.discard();
        store.write();

        assertThat(store.open(id(1))).isEmpty();
        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER)).isEmpty();
    }

    @Test
    void aRecordingDiscardedAtOnceLeavesNoTrace() {
        store.begin(header(id(1))).discard();
        store.write();

        assertThat(store.describe(id(1))).isEmpty();
        assertThat(store.laneLog().last().number()).isZero();
    }

    @Test
    void anUnfinishedRecordingIsAnOrphanAfterARestart() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        store.write();
        assertThat(store.orphans(Member.PUBLISHER)).isEmpty();

        FileMessageStore restarted = open(disk, Member.PUBLISHER);

        assertThat(restarted.orphans(Member.PUBLISHER))
                .extracting(Orphan::header)
                .containsExactly(header(id(1)));
        assertThat(audio(restarted, id(1))).isEqualTo(speech(1, 4000));
        assertThat(restarted.orphans(Member.SUBSCRIBER)).isEmpty();
    }

    @Test
    void aFinishedRecordingThatNobodyKeptIsAnOrphanAfterARestart() {
        Finished finished = record(store, id(1), speech(1, 4000));

        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER))
                .containsExactly(new Orphan(header(id(1)), finished.audio()));
    }

    @Test
    void aKeptRecordingIsNoOrphan() {
        record(store, id(1), speech(1, 4000));
        store.keep(id(1));
        store.write();

        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER)).isEmpty();
    }

    @Test
    void aRecordingThatTheDiskDidNotKeepUpWithIsCutShort() {
        Recording recording = store.begin(header(id(1)));
        byte[] speech = speech(1, OngoingRecording.MAX_WAITING + 4000);
        say(recording, speech);
        CompletableFuture<Finished> done = recording.finish().toCompletableFuture();
        store.write();

        assertThat(done).isCompletedExceptionally();
        assertThat(recording.finish().toCompletableFuture()).isCompletedExceptionally();
        assertThat(store.orphans(Member.PUBLISHER)).isEmpty();
        recording.abandon();
        assertThat(store.orphans(Member.PUBLISHER))
                .singleElement()
                .satisfies(orphan -> assertThat(orphan.header().id()).isEqualTo(id(1)));
    }

    @Test
    void whatIsThrownAwayAfterItWasFinishedIsNoOrphan() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        var unused = recording.finish();
        store.write();
        recording.discard();
        store.write();

        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER)).isEmpty();
    }

    @Test
    void aFullDiskFailsTheFinishAndNotTheStore() {
        record(store, id(1), speech(1, 4000));
        disk.capacity = disk.used() + 100;
        CompletableFuture<Finished> failing = finishing(store, id(2), speech(2, 4000));
        store.write();
        assertThatThrownBy(failing::join).hasCauseInstanceOf(IOException.class);

        disk.capacity = Long.MAX_VALUE;
        record(store, id(3), speech(3, 4000));

        FileMessageStore restarted = open(disk, Member.PUBLISHER);
        assertThat(audio(restarted, id(1))).isEqualTo(speech(1, 4000));
        assertThat(audio(restarted, id(3))).isEqualTo(speech(3, 4000));
        assertThat(audio(restarted, id(2)))
                .as("written as soon as there was room, for its caller was still asked")
                .isEqualTo(speech(2, 4000));
    }

    @Test
    void aRecordingOutlivesADiskThatFailsForAWhile() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 8000));
        disk.refusesForce = true;
        store.write();
        disk.refusesForce = false;
        CompletableFuture<Finished> done = recording.finish().toCompletableFuture();
        store.write();

        assertThat(done.join()).isNotNull();
        assertThat(audio(open(disk, Member.PUBLISHER), id(1))).isEqualTo(speech(1, 8000));
    }

    /** Of which some is on the disk, and some is not. */
    private void failing(Recording recording, byte[] speech) {
        say(recording, Arrays.copyOf(speech, speech.length / 2));
        store.write();
        say(recording, Arrays.copyOfRange(speech, speech.length / 2, speech.length));
        disk.refusesForce = true;
        CompletableFuture<Finished> failed = recording.finish().toCompletableFuture();
        store.write();
        assertThat(failed).isCompletedExceptionally();
    }

    @Test
    void whatCouldNotBeFinishedIsFinishedWhenTheDiskIsWellAgain() {
        Recording recording = store.begin(header(id(1)));
        failing(recording, speech(1, 8000));
        CompletableFuture<Finished> again = recording.finish().toCompletableFuture();
        store.write();
        assertThat(again).isCompletedExceptionally();

        disk.refusesForce = false;
        store.write();
        assertThat(store.orphans(Member.PUBLISHER))
                .as("the caller is still asked")
                .isEmpty();
        CompletableFuture<Finished> third = recording.finish().toCompletableFuture();
        store.write();

        FileMessageStore restarted = open(disk, Member.PUBLISHER);
        assertThat(audio(restarted, id(1))).isEqualTo(speech(1, 8000));
        assertThat(restarted.describe(id(1))).contains(third.join().audio());
    }

    @Test
    void whatCouldNotBeFinishedMayBeThrownAwayWhileTheDiskFails() {
        Recording recording = store.begin(header(id(1)));
        failing(recording, speech(1, 8000));
        recording.discard();
        store.write();
        disk.refusesForce = false;
        store.write();

        assertThat(store.orphans(Member.PUBLISHER)).isEmpty();
        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER)).isEmpty();
    }

    @Test
    void whatIsThrownAwayWhileItIsFinishedInVainIsNoOrphan() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        store.write();
        disk.refusesForce = true;
        CompletableFuture<Finished> failed = recording.finish().toCompletableFuture();
        recording.discard();
        recording.abandon();
        store.write();
        disk.refusesForce = false;
        store.write();

        assertThat(failed).isCompletedExceptionally();
        assertThat(store.orphans(Member.PUBLISHER)).isEmpty();
        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER)).isEmpty();
    }

    @Test
    void anAbandonedRecordingIsAnOrphanWithAllThatTheDiskTook() {
        Recording recording = store.begin(header(id(1)));
        failing(recording, speech(1, 8000));
        disk.refusesForce = false;
        recording.abandon();
        store.write();
        Recording another = store.begin(header(id(2)));
        failing(another, speech(2, 8000));
        another.abandon();
        store.write();
        disk.refusesForce = false;
        store.write();

        assertThat(store.orphans(Member.PUBLISHER))
                .extracting(orphan -> orphan.header().id())
                .containsExactlyInAnyOrder(id(1), id(2));
        assertThat(audio(store, id(1))).isEqualTo(speech(1, 8000));
        assertThat(audio(store, id(2))).isEqualTo(Arrays.copyOf(speech(2, 8000), 4000));
        assertThat(another.finish().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void whatIsFinishedAndNobodyCouldMakeAMessageOfIsAnOrphanOnceItIsAbandoned() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        CompletableFuture<Finished> done = recording.finish().toCompletableFuture();
        store.write();
        assertThat(store.orphans(Member.PUBLISHER)).isEmpty();
        recording.abandon();
        assertThat(store.orphans(Member.PUBLISHER))
                .containsExactly(new Orphan(header(id(1)), done.join().audio()));
    }

    /** As it is when the caller was asked for a while: all that was said is on the disk. */
    @Test
    void anAbandonedRecordingWithNothingLeftToWriteIsAnOrphan() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        store.write();
        recording.abandon();
        store.write();
        Recording refused = store.begin(header(id(2)));
        say(refused, speech(2, 4000));
        store.write();
        disk.refusesForce = true;
        CompletableFuture<Finished> failed = refused.finish().toCompletableFuture();
        store.write();
        refused.abandon();
        store.write();

        assertThat(failed).isCompletedExceptionally();
        assertThat(store.orphans(Member.PUBLISHER))
                .extracting(orphan -> orphan.header().id())
                .containsExactlyInAnyOrder(id(1), id(2));
        assertThat(audio(store, id(2))).isEqualTo(speech(2, 4000));
    }

    @Test
    void whatWasSaidIsWrittenWhileTheCallerIsAskedWhetherToTryAgain() {
        Recording recording = store.begin(header(id(1)));
        failing(recording, speech(1, 8000));
        disk.refusesForce = false;
        store.write();

        FileMessageStore restarted = open(disk, Member.PUBLISHER);
        assertThat(restarted.orphans(Member.PUBLISHER)).hasSize(1);
        assertThat(audio(restarted, id(1))).isEqualTo(speech(1, 8000));
    }

    @Test
    void whatTheDiskMayHaveTakenInSpiteOfItsRefusalIsThrownAwayToo() {
        Recording recording = store.begin(header(id(1)));
        say(recording, speech(1, 4000));
        disk.refusesForce = true;
        store.write();
        recording.discard();
        disk.refusesForce = false;
        store.write();

        assertThat(store.laneLog().last().number()).isEqualTo(1);
        assertThat(open(disk, Member.PUBLISHER).orphans(Member.PUBLISHER)).isEmpty();
    }
}
