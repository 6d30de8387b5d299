package org.duovox.messagestore.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.replication.Entry;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.duovox.replication.Position;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/** The real message store on a disk in memory and without its threads: a simulation says when it writes. */
public final class SteppedStore implements MessageStore {

    /** Small, so that segments come and go. */
    private static final long SEGMENT = 24 << 10;

    private final FileMessageStore store;
    private final Runnable wake;

    /** The disk of one server. */
    public static final class Platter {
        private MemoryDisk disk = new MemoryDisk();

        /** @param lies whether it says that it forced what it did not */
        public Platter(boolean lies) {
            disk.liesAboutForce = lies;
        }

        /** The power went: what was not forced may be gone. */
        public void losePower(Random luck) {
            disk = disk.afterPowerLoss(luck);
        }

        /** Whether it refuses to write from now on. */
        public void refuse(boolean refusing) {
            disk.refusesForce = refusing;
        }
    }

    /** @param wake asks for {@link #write} soon */
    public SteppedStore(Platter platter, Member self, Instant now, Executor answers, Runnable wake) {
        this.wake = wake;
        platter.disk.stepsToDeath = Long.MAX_VALUE;
        try {
            store = new FileMessageStore(
                    platter.disk,
                    StoreUnderTest.ROOT,
                    new FileMessageStore.Settings(() -> self, now, answers, SEGMENT, 1L << 40));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!platter.disk.liesAboutForce && !store.damages().isEmpty()) {
            throw new AssertionError("no crash explains " + store.damages());
        }
    }

    public void write() {
        store.write();
    }

    public void tidy() {
        store.tidy();
    }

    /** Writes and tidies until it dies after so many changes of the disk, in the middle of one. */
    public static void dieWriting(SteppedStore store, Platter platter, int steps) {
        platter.disk.stepsToDeath = steps;
        try {
            store.write();
            store.tidy();
        } catch (MemoryDisk.Died e) {
            // As wanted.
        } finally {
            platter.disk.stepsToDeath = 0; // and nothing after that, whoever still has the disk in hand
        }
    }

    /** All samples under this id; none if there is nothing. */
    public byte[] audio(MessageId id) {
        Optional<AudioClip> found = store.open(id);
        if (found.isEmpty()) {
            return new byte[0];
        }
        AudioClip clip = found.get();
        byte[] samples = new byte[(int) clip.length()];
        int at = 0;
        while (at < samples.length) {
            int count = clip.read(at, samples, at, samples.length - at);
            if (count <= 0) {
                return Arrays.copyOf(samples, at);
            }
            at += count;
        }
        return samples;
    }

    public LaneLog laneLog() {
        return store.laneLog();
    }

    public LaneStore laneStore() {
        LaneStore real = store.laneStore();
        return new LaneStore() {
            @Override
            public Lane lane() {
                return real.lane();
            }

            @Override
            public Position applied() {
                return real.applied();
            }

            @Override
            public void peerLost() {
                real.peerLost();
            }

            @Override
            public CompletionStage<Position> apply(List<Entry> entries) {
                CompletionStage<Position> done = real.apply(entries);
                wake.run();
                return done;
            }
        };
    }

    @Override
    public Recording begin(RecordingHeader header) {
        Recording real = store.begin(header);
        return new Recording() {
            @Override
            public MessageId id() {
                return real.id();
            }

            @Override
            public void append(Codec codec, byte[] buffer, int offset, int length) {
                real.append(codec, buffer, offset, length);
            }

            @Override
            public CompletionStage<Finished> finish() {
                CompletionStage<Finished> done = real.finish();
                wake.run();
                return done;
            }

            @Override
            public void discard() {
                real.discard();
                wake.run();
            }

            @Override
            public void abandon() {
                real.abandon();
                wake.run();
            }
        };
    }

    @Override
    public Optional<AudioClip> open(MessageId id) {
        return store.open(id);
    }

    @Override
    public Optional<StoredAudio> describe(MessageId id) {
        return store.describe(id);
    }

    @Override
    public Optional<StoredAudio> examine(MessageId id) {
        return store.examine(id);
    }

    @Override
    public boolean restore(StoredAudio audio, byte[] samples) throws IOException {
        return store.restore(audio, samples);
    }

    @Override
    public List<Orphan> orphans(Member origin) {
        return store.orphans(origin);
    }

    @Override
    public void keep(MessageId id) {
        store.keep(id);
    }

    @Override
    public void purge(MessageId id) {
        store.purge(id);
    }

    @Override
    public long freeSpace() {
        return Long.MAX_VALUE;
    }
}
