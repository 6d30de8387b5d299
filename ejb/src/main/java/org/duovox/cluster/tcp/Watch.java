package org.duovox.cluster.tcp;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.duovox.cluster.NamedThreads;

/** Closes connections that take too long, since a blocking socket cannot do that by itself. */
final class Watch {

    private static final long LOOK_MILLIS = 100;

    private final ScheduledThreadPoolExecutor timer = NamedThreads.timer("duovox-link-watch");
    private final Map<Connection, Long> limits = new ConcurrentHashMap<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    void start(Runnable alsoDo) {
        // Ends with the timer.
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    look(System.nanoTime());
                    alsoDo.run();
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Closes the connection unless {@link #unlimit} is called in time. */
    void limit(Connection connection, int millis) {
        limits.put(connection, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    void unlimit(Connection connection) {
        limits.remove(connection);
    }

    /** Closes the connection when a write is stuck. */
    void guard(Connection connection) {
        open.add(connection);
    }

    void forget(Connection connection) {
        open.remove(connection);
        limits.remove(connection);
    }

    /** Closes all connections that are guarded, whatever they do. */
    void closeAll() {
        open.forEach(Connection::close);
    }

    void stop() {
        timer.shutdownNow();
        limits.keySet().forEach(Connection::close);
        closeAll();
    }

    private void look(long now) {
        limits.forEach((connection, until) -> {
            if (now - until > 0) {
                connection.close();
                limits.remove(connection);
            }
        });
        for (Connection connection : open) {
            if (connection.isStuck(now)) {
                connection.close();
            }
        }
    }
}
