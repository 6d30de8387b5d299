package org.duovox.messagestore.file;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** A thread that does the same thing at each beat, and whenever it is woken. */
final class Beat implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Beat.class.getName());

    private final Task task;
    private final long periodNanos;
    private final Thread thread;
    private boolean woken;
    private boolean closed;

    Beat(Duration period, Task task, ThreadFactory threads) {
        this.periodNanos = period.toNanos();
        this.task = task;
        this.thread = threads.newThread(this::run);
    }

    /** What is done; {@code due} at a beat, not when only woken. */
    interface Task {
        void run(boolean due);
    }

    void start() {
        thread.start();
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        long next = System.nanoTime() + periodNanos;
        while (waitUntil(next)) {
            boolean due = System.nanoTime() - next >= 0;
            if (due) {
                next = System.nanoTime() + periodNanos;
            }
            try {
                task.run(due);
            } catch (RuntimeException | Error e) {
                // Also when memory is short: nobody else does our work.
                LOG.log(Level.ERROR, "The message store met an error and goes on", e);
            }
        }
    }

    private synchronized boolean waitUntil(long next) {
        while (!woken && !closed) {
            long left = next - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                // Only close() ends us: recordings must be written. Look again how long to wait.
            }
        }
        woken = false;
        return !closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
