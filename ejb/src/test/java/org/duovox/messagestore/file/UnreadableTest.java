package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duovox.messagestore.file.StoreUnderTest.NOW;
import static org.duovox.messagestore.file.StoreUnderTest.OWN;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

/** One place of a disk that cannot be read costs what is there, and nothing else. */
class UnreadableTest {

    /** More than a segment: each recording begins in one of its own. */
    private static final int LENGTH = 70_000;

    private final MemoryDisk disk = new MemoryDisk();
    private FileMessageStore store = open(disk, Member.PUBLISHER);

    /** Three messages that are in the log only; the first one cannot be read. */
    private StoredAudio threeMessages() {
        StoredAudio first = record(store, id(1), speech(1, LENGTH)).audio();
        record(store, id(2), speech(2, LENGTH));
        record(store, id(3), speech(3, LENGTH));
        disk.unreadable = disk.list(OWN).getFirst();
        for (int i = 1; i <= 3; i++) {
            store.keep(id(i));
        }
        return first;
    }

    private boolean isFiled(int number) {
        return disk.size(ROOT.resolve("messages/0" + number).resolve(id(number).value() + ".alaw")) == LENGTH;
    }

    @Test
    void theOthersBecomeFiles() {
        threeMessages();
        for (int i = 0; i < 3; i++) {
            store.tidy();
        }
        assertThat(List.of(isFiled(1), isFiled(2), isFiled(3))).containsExactly(false, true, true);
    }

    @Test
    void itIsFoundAndMendedThoughItIsInALog() throws IOException {
        StoredAudio first = threeMessages();
        assertThat(store.examine(id(1))).hasValue(new StoredAudio(first.id(), first.codec(), first.length(), ""));
        assertThat(store.restore(first, speech(1, LENGTH))).isTrue();
        assertThat(audio(store, id(1))).isEqualTo(speech(1, LENGTH));
        store.tidy();
        store.laneLog().acknowledged(store.laneLog().last());
        store.tidy();
        assertThat(disk.list(OWN)).as("the log need not wait for it").doesNotContain(unreadable());
    }

    private Path unreadable() {
        Path path = disk.unreadable;
        if (path == null) {
            throw new AssertionError("everything can be read");
        }
        return path;
    }

    @Test
    void theOtherOrphansAreFound() {
        say(store.begin(header(id(1))), speech(1, LENGTH));
        store.write();
        say(store.begin(header(id(2))), speech(2, LENGTH));
        store.write();
        store = open(disk, Member.PUBLISHER);
        disk.unreadable = disk.list(OWN).getFirst();

        assertThat(store.orphans(Member.PUBLISHER)).extracting(Orphan::header).containsExactly(header(id(2)));
    }

    @Test
    void filesWithOtherNamesAreLeftAlone() {
        record(store, id(1), speech(1, LENGTH));
        store.keep(id(1));
        disk.open(ROOT.resolve("messages/01/a stray one.ulaw")).close();
        disk.open(ROOT.resolve("orphans/own/another one")).close();

        assertThat(store.orphans(Member.PUBLISHER)).isEmpty();
        store.laneStore().peerLost();
        store.tidy();
        store.tidy();
        assertThat(isFiled(1)).isTrue();
    }

    private List<Entry> afterHalfAMinute(Position position) {
        for (int beat = 0; beat < 15; beat++) {
            assertThatThrownBy(() -> store.laneLog().after(position, 1)).hasMessageContaining("Input/output error");
            store.tidy();
        }
        return store.laneLog().after(position, 1);
    }

    @Test
    void thePeerDoesNotWaitForWhatCannotBeRead() {
        for (int i = 1; i <= 3; i++) {
            record(store, id(i), speech(i, LENGTH));
            store.keep(id(i));
        }
        store = open(disk, Member.PUBLISHER); // what was in memory is not any more
        disk.unreadable = disk.list(OWN).getFirst();
        FileMessageStore peer = open(new MemoryDisk(), Member.SUBSCRIBER);

        assertThat(afterHalfAMinute(Position.NONE)).isNotEmpty();
        replicate(store, peer);
        store.tidy();
        store.write();
        replicate(store, peer);

        assertThat(audio(peer, id(2))).isEqualTo(speech(2, LENGTH));
        assertThat(audio(peer, id(3))).isEqualTo(speech(3, LENGTH));
    }

    @Test
    void nothingIsAddedBehindAPlaceThatIsNoRecord() throws IOException {
        int much = 9 << 20; // more than is in memory, less than a segment
        store = new FileMessageStore(
                disk,
                ROOT,
                new FileMessageStore.Settings(() -> Member.PUBLISHER, NOW, Runnable::run, 16 << 20, 1L << 40));
        record(store, id(1), speech(1, much));
        Path segment = disk.list(OWN).getFirst();
        byte[] content = disk.content(segment);
        content[500_000] ^= 1;
        disk.overwrite(segment, content);
        Position before = store.laneLog().after(Position.NONE, much).getLast().position();
        assertThat(store.laneLog().after(before, 1)).isEmpty();

        record(store, id(2), speech(2, LENGTH));

        assertThat(disk.list(OWN).stream().filter(path -> path.toString().endsWith(".log")))
                .hasSize(2);
        assertThat(store.laneLog().after(before, 1)).isNotEmpty();
    }

    @Test
    void onlyWhatIsNearABadPlaceIsPassedOver() throws IOException {
        store = new FileMessageStore(
                disk,
                ROOT,
                new FileMessageStore.Settings(() -> Member.PUBLISHER, NOW, Runnable::run, 16 << 20, 1L << 40));
        for (int i = 1; i <= 20; i++) {
            record(store, id(i), speech(i, LENGTH));
        }
        store = open(disk, Member.PUBLISHER); // what was in memory is not any more
        Path segment = disk.list(OWN).getFirst();
        byte[] content = disk.content(segment);
        content[500_000] ^= 1;
        disk.overwrite(segment, content);
        FileMessageStore peer = open(new MemoryDisk(), Member.SUBSCRIBER);

        replicate(store, peer);

        for (int i : List.of(1, 6, 9, 20)) {
            assertThat(audio(peer, id(i))).as("message " + i).isEqualTo(speech(i, LENGTH));
        }
    }

    @Test
    void silenceTakesThePlaceOfWhatCannotBeReadWhenTheLogIsFull() {
        store = open(disk, Member.PUBLISHER, 200_000);
        record(store, id(1), speech(1, 20_000));
        store.keep(id(1));
        disk.unreadable = disk.list(OWN).getFirst();
        disk.unreadableFrom = 9_000;

        takeMessages(store, 2, 40, 20_000);
        for (int i = 0; i < Filer.BEATS_OF_PATIENCE + 10; i++) {
            store.tidy();
        }

        byte[] filed = disk.content(ROOT.resolve("messages/01").resolve(id(1).value() + ".alaw"));
        assertThat(filed).hasSize(20_000).startsWith(Arrays.copyOf(speech(1, 20_000), 8192));
        assertThat(filed[19_999]).isEqualTo(Codec.PCMA.silence());
        store.laneLog().acknowledged(store.laneLog().last());
        store.tidy();
        assertThat(disk.list(OWN)).doesNotContain(unreadable());
    }

    @Test
    void whatWasNotFinishedEndsWhereItCannotBeReadWhenTheLogIsFull() {
        store = open(disk, Member.PUBLISHER, 200_000);
        say(store.begin(header(id(1))), speech(1, 20_000));
        store.write();
        store = open(disk, Member.PUBLISHER, 200_000);
        disk.unreadable = disk.list(OWN).getFirst();
        disk.unreadableFrom = 9_000;

        takeMessages(store, 2, 40, 20_000);
        for (int i = 0; i < Filer.BEATS_OF_PATIENCE + 20; i++) {
            store.tidy();
        }

        Orphan orphan = store.orphans(Member.PUBLISHER).getFirst();
        assertThat(orphan.header()).isEqualTo(header(id(1)));
        assertThat(audio(store, id(1))).hasSize((int) orphan.audio().length());
        assertThat(orphan.audio().length()).isBetween(4_000L, 9_000L);
        assertThat(speech(1, 20_000)).startsWith(audio(store, id(1)));
        store.laneLog().acknowledged(store.laneLog().last());
        store.tidy();
        assertThat(disk.list(OWN)).doesNotContain(unreadable());
    }
}
