package org.duovox.messagestore.file;

import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;
import static org.duovox.messagestore.file.StoreUnderTest.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.duovox.cluster.Member;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.sip.Codec;

/** Records message after message on four threads and prints the number of each when the store has said that it has it. */
public final class StoreWriter {

    private static final int THREADS = 4;
    private static final int PER_THREAD = 10_000;

    private StoreWriter() {}

    /** Arguments: directory, number of the round. */
    public static void main(String[] arguments) throws Exception {
        try (FileMessageStore store = open(Path.of(arguments[0]))) {
            int round = Integer.parseInt(arguments[1]);
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                int first = (round * THREADS + i) * PER_THREAD;
                threads[i] = Thread.ofPlatform().start(() -> record(store, first));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** A store as the server runs it. */
    public static FileMessageStore open(Path root) throws IOException {
        ThreadFactory daemons = Thread.ofPlatform().daemon().factory();
        return FileMessageStore.open(
                root, () -> Member.PUBLISHER, Instant.now(), Executors.newSingleThreadExecutor(daemons), daemons);
    }

    private static void record(FileMessageStore store, int first) {
        for (int number = first; number < first + PER_THREAD; number++) {
            Recording recording = store.begin(header(id(number)));
            byte[] samples = samples(number);
            for (int at = 0; at < samples.length; at += 160) {
                recording.append(Codec.PCMA, samples, at, Math.min(160, samples.length - at));
            }
            Finished finished = recording.finish().toCompletableFuture().join();
            synchronized (StoreWriter.class) {
                System.out.println(number);
                System.out.flush();
            }
            store.keep(finished.audio().id());
        }
    }

    /** What message number {@code number} says: up to 5 s. */
    static byte[] samples(int number) {
        return speech(number, 1 + Math.floorMod(number * 7919, 40_000));
    }

    /** Whether a store has a message as it was recorded. */
    public static boolean has(FileMessageStore store, int number) {
        return store.open(id(number)).isPresent()
                && Arrays.equals(StoreUnderTest.audio(store, id(number)), samples(number));
    }
}
