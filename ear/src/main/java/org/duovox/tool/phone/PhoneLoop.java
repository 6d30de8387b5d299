package org.duovox.tool.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The one thread of a telephone: it reads all sockets and keeps all times, so that nothing in a telephone needs a lock. */
final class PhoneLoop implements AutoCloseable {

    private record Timer(long due, long order, Runnable action) {}

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Times since the start: nanoTime itself may overflow, which no ordering survives. */
    private final long start = System.nanoTime();

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
    private long order;
    private volatile boolean open = true;

    @SuppressWarnings("ThreadPriorityCheck") // where the machine honours it, packets are more punctual
    PhoneLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform()
                .name("telephone")
                .daemon()
                .priority(Thread.MAX_PRIORITY)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Soon, on the loop's thread. */
    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** What the loop's thread finds; callable from any thread. */
    <T> T ask(Supplier<T> question) {
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(() -> answer.complete(question.get()));
        return answer.join();
    }

    /** At a time of {@link System#nanoTime()}; on the loop's thread only. */
    void at(long due, Runnable action) {
        timers.add(new Timer(due - start, order++, action));
    }

    void register(DatagramChannel channel, Runnable onReadable) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, onReadable);
    }

    private void run() {
        while (open) {
            try {
                runDue();
                selector.select(PhoneLoop::read, millisToWait());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        runDue();
    }

    private static void read(SelectionKey key) {
        try {
            if (key.isReadable() && key.attachment() instanceof Runnable onReadable) {
                onReadable.run();
            }
        } catch (CancelledKeyException e) {
            // The call ended while its last packets were waiting.
        }
    }

    private void runDue() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (Timer next = timers.peek(); next != null && next.due <= System.nanoTime() - start; next = timers.peek()) {
            timers.remove();
            next.action.run();
        }
    }

    /** At least 1: with many calls something is always nearly due, and packets 1 ms late are still in time. */
    private long millisToWait() {
        Timer next = timers.peek();
        return next == null ? 1000 : Math.max(1, (next.due - (System.nanoTime() - start)) / 1_000_000);
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
