package org.duovox.messagestore.file;

import static org.duovox.messagestore.file.StoreUnderTest.header;
import static org.duovox.messagestore.file.StoreUnderTest.id;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.sip.Codec;

/** Measures the store on a real disk; run by hand with a directory, its figures are in RATIONALE.md. */
public final class StoreBenchmark {

    private static final int FINISHES = 200;
    private static final int PORTS = 50;
    private static final byte[] FRAME = new byte[160];

    private static int next;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        try (FileMessageStore store = StoreWriter.open(Path.of(arguments[0]))) {
            finishes(store, "warm-up");
            finishes(store, "idle");
            List<Recording> calls = new ArrayList<>();
            for (int i = 0; i < PORTS; i++) {
                calls.add(begin(store));
            }
            Thread media = Thread.ofPlatform().daemon().start(() -> talk(calls));
            finishes(store, PORTS + " calls recording");
            media.interrupt();
            calls.forEach(Recording::discard);
            throughput(store);
        }
    }

    private static Recording begin(FileMessageStore store) {
        return store.begin(header(id(next++)));
    }

    private static void talk(List<Recording> calls) {
        while (!Thread.currentThread().isInterrupted()) {
            calls.forEach(call -> call.append(Codec.PCMU, FRAME, 0, FRAME.length));
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void finishes(FileMessageStore store, String when) {
        long[] micros = new long[FINISHES];
        for (int i = 0; i < FINISHES; i++) {
            Recording recording = begin(store);
            recording.append(Codec.PCMU, new byte[4000], 0, 4000);
            LockSupport.parkNanos(10_000_000);
            long start = System.nanoTime();
            recording.finish().toCompletableFuture().join();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%s: finish median %d us, 99 %% %d us, worst %d us%n",
                when, micros[FINISHES / 2], micros[FINISHES * 99 / 100], micros[FINISHES - 1]);
    }

    private static void throughput(FileMessageStore store) {
        byte[] speech = new byte[OngoingRecording.MAX_WAITING];
        long bytes = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < 5_000_000_000L) {
            List<CompletableFuture<Finished>> finishes = new ArrayList<>();
            for (int i = 0; i < PORTS; i++) {
                Recording recording = begin(store);
                recording.append(Codec.PCMU, speech, 0, speech.length);
                finishes.add(recording.finish().toCompletableFuture());
                bytes += speech.length;
            }
            finishes.forEach(CompletableFuture::join);
        }
        System.out.printf("throughput: %.1f MB/s%n", bytes / 1e6 / ((System.nanoTime() - start) / 1e9));
    }
}
