package org.duovox.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.ServiceHealth.State;

/** What a service said of itself last, for those who must not wait for it; one that is asked and does not answer has failed. Thread-safe. */
public final class AnswersInTime {

    /** A little more than the role manager gives it: a process that was paused for long is not refused to take calls for it. */
    static final long PATIENCE = Duration.ofSeconds(3).toNanos();

    private State last = State.OK;
    private boolean asked;
    private long askedAt;

    /** Asks; whatever it throws is a failure, and thrown on. */
    public State of(LongSupplier nanoTime, Supplier<State> service) {
        begin(nanoTime.getAsLong());
        State said = State.FAILED;
        try {
            said = service.get();
            return said;
        } finally {
            end(said);
        }
    }

    private synchronized void begin(long now) {
        asked = true;
        askedAt = now;
    }

    private synchronized void end(State said) {
        asked = false;
        last = said;
    }

    /** Never blocks. */
    public synchronized State last(long nowNanos) {
        return asked && nowNanos - askedAt >= PATIENCE ? State.FAILED : last;
    }
}
