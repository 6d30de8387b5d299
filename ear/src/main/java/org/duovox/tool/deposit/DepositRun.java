package org.duovox.tool.deposit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.duovox.tool.phone.Mulaw;
import org.duovox.tool.rest.StoredMessage;

/** Many deposit calls at a steady rate, each with words that no other call has. */
public final class DepositRun {

    /** Numbers are never used twice in a process, so that a message names its call. */
    private static final AtomicInteger NEXT_NUMBER = new AtomicInteger(3_000_001);

    private final DepositCaller caller;
    private final List<InetSocketAddress> servers;
    private final int calls;
    private final double perSecond;
    private final Duration speech;
    private final List<CompletableFuture<Deposit>> deposits = new ArrayList<>();
    private Optional<Thread> placing = Optional.empty();

    /** The calls go to the servers in turn. */
    public DepositRun(
            DepositCaller caller, List<InetSocketAddress> servers, int calls, double perSecond, Duration speech) {
        this.caller = caller;
        this.servers = List.copyOf(servers);
        this.calls = calls;
        this.perSecond = perSecond;
        this.speech = speech;
    }

    /** Places all calls; returns when the last one has begun. At the call with that index, {@code meanwhile} is run. */
    public void place(int index, Runnable meanwhile) {
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long due = began + (long) (i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (i == index) {
                meanwhile.run();
            }
            int number = NEXT_NUMBER.getAndIncrement();
            byte[] words = Mulaw.noise(number, (int) (speech.toMillis() * Mulaw.BYTES_PER_SECOND / 1000));
            deposits.add(caller.call(servers.get(i % servers.size()), String.valueOf(number), words));
        }
    }

    public void place() {
        place(-1, () -> {});
    }

    /** Places all calls, and returns at once; {@link #results} waits for them. */
    public void begin() {
        placing = Optional.of(Thread.ofPlatform().start(this::place));
    }

    /** All calls, when they are over. */
    public List<Deposit> results() {
        placing.ifPresent(DepositRun::await);
        List<Deposit> results = new ArrayList<>();
        for (CompletableFuture<Deposit> deposit : deposits) {
            try {
                results.add(deposit.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call failed in the phone itself", e.getCause());
            }
        }
        return results;
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** How many of the calls got one. */
    public static long receipts(List<Deposit> deposits) {
        return deposits.stream().filter(Deposit::hasReceipt).count();
    }

    /** From BYE to the receipt, as those who wait for it see it: "receipts after 41 ms (median), 180 ms (95 %)". */
    public static String timesToReceipt(List<Deposit> deposits) {
        List<Duration> times = deposits.stream()
                .filter(Deposit::hasReceipt)
                .map(deposit -> deposit.bye().after())
                .sorted()
                .toList();
        return times.isEmpty()
                ? "no receipts"
                : "receipts after %d ms (median), %d ms (95 %%)"
                        .formatted(
                                times.get(times.size() / 2).toMillis(),
                                times.get(times.size() * 95 / 100).toMillis());
    }

    /** What is wrong with the messages of the calls that got a receipt; empty if all are stored once and whole. */
    public static List<String> complaints(List<Deposit> deposits, List<StoredMessage> stored) {
        Map<String, List<StoredMessage>> byCaller = new HashMap<>();
        stored.forEach(message -> byCaller.computeIfAbsent(message.callingNumber(), number -> new ArrayList<>())
                .add(message));
        return deposits.stream()
                .filter(Deposit::hasReceipt)
                .map(deposit -> DepositCheck.complaint(deposit, byCaller.getOrDefault(deposit.calling(), List.of())))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
    }
}
