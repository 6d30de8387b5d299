package org.duovox.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Asks each service on a thread of its own, so that one that hangs hides none of the others and holds nobody up. */
final class HealthWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger("org.duovox.cluster");

    /** With a takeover of below 0.5 s the peer is Primary within the 3 s aimed at. */
    static final long HANGS = Duration.ofSeconds(2).toNanos();

    /** While the server starts, a service that was never there yet is not missed. */
    static final long COMES_UP = Duration.ofMinutes(2).toNanos();

    private static final long ASK_MILLIS = 200;

    /** Between looks, which come each 200 ms: this process stood still, and its services with it. */
    static final long STOOD_STILL = Duration.ofSeconds(1).toNanos();

    private final List<Watched> watched;
    private final LongSupplier nanoTime;
    private final Predicate<Throwable> saysStopped;
    private boolean looked;
    private long lookedAt;
    private long runsSince;

    HealthWatch(List<ServiceHealth> services, LongSupplier nanoTime, Predicate<Throwable> saysStopped) {
        this.nanoTime = nanoTime;
        this.saysStopped = saysStopped;
        this.runsSince = nanoTime.getAsLong();
        this.watched = services.stream().map(Watched::new).toList();
    }

    void start() {
        watched.forEach(Watched::start);
    }

    /** What is known now; never blocks. For one thread only. */
    Health look() {
        if (watched.isEmpty()) {
            return Health.WELL;
        }
        Set<String> stopped = new HashSet<>();
        Set<String> failed = new HashSet<>();
        long now = nanoTime.getAsLong();
        if (looked && now - lookedAt >= STOOD_STILL) {
            runsSince = now;
        }
        looked = true;
        lookedAt = now;
        for (Watched each : watched) {
            if (each.critical) {
                switch (each.state(now)) {
                    case OK -> {}
                    case STOPPED -> stopped.add(each.name);
                    case FAILED -> failed.add(each.name);
                }
            }
        }
        return new Health(stopped, failed);
    }

    @Override
    public void close() {
        watched.forEach(Watched::stop);
    }

    /** One service and what it said last. */
    private final class Watched {

        private final ServiceHealth service;
        private final String name;
        private final boolean critical;
        private final ScheduledThreadPoolExecutor asker;
        private volatile ServiceHealth.State said = ServiceHealth.State.OK;
        private volatile boolean everAnswered;
        private volatile long aliveAt;

        Watched(ServiceHealth service) {
            this.service = service;
            this.name = service.service();
            this.critical = service.critical();
            this.asker = NamedThreads.timer("duovox-health-" + name);
            this.aliveAt = nanoTime.getAsLong();
        }

        void start() {
            aliveAt = nanoTime.getAsLong();
            // Ends with the asker.
            var unused = asker.scheduleWithFixedDelay(this::ask, 0, ASK_MILLIS, TimeUnit.MILLISECONDS);
        }

        void stop() {
            asker.shutdownNow();
        }

        ServiceHealth.State state(long now) {
            long silent = Math.min(now - aliveAt, now - runsSince);
            return silent > (everAnswered ? HANGS : COMES_UP) ? ServiceHealth.State.FAILED : said;
        }

        private void ask() {
            ServiceHealth.State before = said;
            try {
                said = service.state();
                everAnswered = true;
            } catch (RuntimeException e) {
                if (saysStopped.test(e) || !everAnswered) {
                    return;
                }
                said = ServiceHealth.State.FAILED;
                if (before != said) {
                    LOG.log(Level.WARNING, name + " does not run", e);
                }
            }
            aliveAt = nanoTime.getAsLong();
        }
    }
}
