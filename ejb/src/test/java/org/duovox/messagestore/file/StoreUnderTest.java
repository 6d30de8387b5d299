package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.replication.Entry;
import org.duovox.replication.Position;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/** What the store's tests do again and again. */
final class StoreUnderTest {

    static final Path ROOT = Path.of("/store");
    static final Path OWN = ROOT.resolve("log/own");
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final int SEGMENT = 64 << 10;

    private StoreUnderTest() {}

    static FileMessageStore open(Disk disk, Member self) {
        return open(disk, self, 1L << 40);
    }

    static FileMessageStore open(Disk disk, Member self, long maxLogBytes) {
        try {
            return new FileMessageStore(
                    disk, ROOT, new FileMessageStore.Settings(() -> self, NOW, Runnable::run, SEGMENT, maxLogBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MessageId id(int number) {
        return new MessageId(String.format("message-%05d", number));
    }

    static RecordingHeader header(MessageId id) {
        return new RecordingHeader(id, Purpose.MESSAGE, "user-1", "+4930123", "Ada", NOW);
    }

    static byte[] speech(int seed, int length) {
        byte[] samples = new byte[length];
        new Random(seed).nextBytes(samples);
        return samples;
    }

    static void say(Recording recording, byte[] samples) {
        for (int at = 0; at < samples.length; at += 160) {
            recording.append(Codec.PCMA, samples, at, Math.min(160, samples.length - at));
        }
    }

    /** Records a message and has it written. */
    static Finished record(FileMessageStore store, MessageId id, byte[] samples) {
        CompletableFuture<Finished> done = finishing(store, id, samples);
        store.write();
        return done.join();
    }

    /** Records messages that somebody keeps, each with its place in the files. */
    static void takeMessages(FileMessageStore store, int from, int to, int length) {
        for (int i = from; i < to; i++) {
            record(store, id(i), speech(i, length));
            keep(store, i);
        }
    }

    /** Somebody made a message of it, and it is where messages are. */
    static void keep(FileMessageStore store, int number) {
        store.keep(id(number));
        store.write();
        store.tidy();
    }

    static CompletableFuture<Finished> finishing(FileMessageStore store, MessageId id, byte[] samples) {
        Recording recording = store.begin(header(id));
        for (int at = 0; at < samples.length; at += 4000) {
            recording.append(Codec.PCMA, samples, at, Math.min(4000, samples.length - at));
            if (at % 40_000 == 36_000) {
                store.write();
            }
        }
        return recording.finish().toCompletableFuture();
    }

    static byte[] audio(MessageStore store, MessageId id) {
        AudioClip clip = store.open(id).orElseThrow(() -> new AssertionError("no audio of " + id));
        byte[] samples = new byte[(int) clip.length()];
        int at = 0;
        while (at < samples.length) {
            int count = clip.read(at, samples, at, Math.min(160, samples.length - at));
            assertThat(count).as("read at " + at).isPositive();
            at += count;
        }
        return samples;
    }

    /** What replication does: everything new goes over, and is acknowledged. */
    static void replicate(FileMessageStore from, FileMessageStore to) {
        Position applied = to.laneStore().applied();
        while (!applied.covers(from.laneLog().last())) {
            List<Entry> news = from.laneLog().after(applied, 20_000);
            if (news.isEmpty()) {
                news = from.laneLog().after(applied, 20_000);
            }
            CompletableFuture<Position> done = to.laneStore().apply(news).toCompletableFuture();
            to.write();
            assertThat(done.join()).isGreaterThan(applied);
            applied = done.join();
        }
        from.laneLog().acknowledged(applied);
    }
}
