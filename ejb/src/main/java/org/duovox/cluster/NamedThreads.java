package org.duovox.cluster;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Platform threads with names that a thread dump explains, and queues that end. */
public final class NamedThreads {

    private NamedThreads() {}

    /** One thread; what does not fit into the queue is refused. */
    public static ThreadPoolExecutor one(String name, int queue) {
        return one(factory(name), queue);
    }

    /** One thread of that factory; what does not fit into the queue is refused. */
    public static ThreadPoolExecutor one(ThreadFactory threads, int queue) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), threads);
    }

    public static ScheduledThreadPoolExecutor timer(String name) {
        return new ScheduledThreadPoolExecutor(1, factory(name));
    }

    /** Daemon threads of that name. */
    public static ThreadFactory factory(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
