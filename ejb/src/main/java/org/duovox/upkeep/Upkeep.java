package org.duovox.upkeep;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Work that is done again and again on a thread of its own: when woken, and at least once a period. A container's own schedules
 * will not do: one that comes due while the server is suspended, as it is until it has started, ends for ever.
 */
public final class Upkeep implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final String what;
    private final Duration period;
    private final Runnable work;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private volatile long rounds;
    private volatile boolean working;

    /**
     * Starts at once, with the work.
     *
     * @param what names the thread, and the work in a complaint: "lamps"
     * @param period from the end of the work to its next beginning, unless woken
     * @param work one round; if it throws, that is logged, and the next round comes as ever
     */
    public Upkeep(String what, ThreadFactory threads, Duration period, Runnable work) {
        this.what = what;
        this.period = period;
        this.work = work;
        thread = threads.newThread(this::run);
        thread.setName("duovox " + what);
        thread.start();
    }

    /** Asks for a round soon; however often it is asked for meanwhile, one round serves all. Never blocks. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** False when its thread has ended, as it does by an error only, unless closed. Never blocks. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** The number of the round that is under way; -1 between rounds. */
    public long roundUnderWay() {
        return working ? rounds : -1;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
    private void run() {
        while (!closed) {
            rounds++;
            working = true;
            try {
                work.run();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.log(Level.WARNING, "Looking after " + what + " failed; it is done again soon.", e);
                }
            } finally {
                working = false;
            }
            try {
                if (wake.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits at most 5 s for the round that is under way, then interrupts it. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (!thread.join(PATIENCE_AT_CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
