package org.duovox.alert.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.duovox.alarm.AlarmRaised;

/**
 * Alarms that wait to be kept. No bean of the container's own kind: alarms are raised while the server starts, and whoever looks
 * for a singleton then may stand still with it.
 */
@ApplicationScoped
public class RaisedAlarms {

    /** A server raises a few an hour; more waiting is a fault of its own, and the newest say more than the oldest. */
    private static final int MOST_WAITING = 500;

    private final Deque<AlarmRaised> waiting = new ArrayDeque<>();
    private Runnable news = () -> {};

    /** Takes an alarm down. Never blocks. */
    public void onAlarm(@ObservesAsync AlarmRaised alarm) {
        Runnable told;
        synchronized (this) {
            waiting.addLast(alarm);
            if (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
            told = news;
        }
        told.run();
    }

    /** Names who is told that there is a new one. */
    synchronized void onNews(Runnable listener) {
        news = listener;
    }

    /** The oldest, which waits no longer. */
    synchronized Optional<AlarmRaised> next() {
        return Optional.ofNullable(waiting.pollFirst());
    }
}
