package org.duovox.sip.jain;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs tasks one at a time and in order on threads that many queues share. */
final class SerialQueue {

    private static final Logger LOG = System.getLogger(SerialQueue.class.getName());

    /** What a peer may have waiting; a phone that keeps to the rules has one or two requests under way. */
    static final int MAX_WAITING = 64;

    /** After so many tasks other queues have their turn. */
    private static final int BATCH = 16;

    private final Executor threads;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean scheduled;

    SerialQueue(Executor threads) {
        this.threads = threads;
    }

    /** Queues a task that a peer causes, unless too many wait. */
    synchronized boolean offer(Runnable task) {
        if (waiting.size() >= MAX_WAITING) {
            return false;
        }
        add(task);
        return true;
    }

    /** Queues a task that we cause ourselves, whose number is bounded by what we do. */
    synchronized void add(Runnable task) {
        waiting.add(task);
        if (!scheduled) {
            scheduled = true;
            threads.execute(this::run);
        }
    }

    private void run() {
        for (int i = 0; i < BATCH; i++) {
            Runnable task;
            synchronized (this) {
                if (waiting.isEmpty()) {
                    scheduled = false;
                    return;
                }
                task = waiting.remove();
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) { // the call's other steps must come all the same
                LOG.log(Level.ERROR, "A step of a call failed", e);
            }
        }
        threads.execute(this::run);
    }
}
