package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.messagestore.file.StoreUnderTest.OWN;
import static org.duovox.messagestore.file.StoreUnderTest.ROOT;
import static org.duovox.messagestore.file.StoreUnderTest.audio;
import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.open;
import static org.duovox.messagestore.file.StoreUnderTest.record;
import static org.duovox.messagestore.file.StoreUnderTest.say;
import static org.duovox.messagestore.file.StoreUnderTest.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Orphan;
import org.duovox.messagestore.MessageStore.StoredAudio;
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
}
