package org.duovox.replication;

import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;

/**
 * Runs the rounds of replication. Its four loops each want a thread: one sender a lane, so that a put that blocks holds up its own
 * lane only; one that looks for what came; and one that writes our acknowledgement.
 */
public final class Replication implements ReplicationFigures, ReplicationProgress {

    /** Between looks for something new: while there is something to do, or somebody waits; for 50 ms after that; and else. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private static final long BUSY_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A sender that has nothing to send looks at its acknowledgements and the view. */
    static final long SENDER_IDLE_MILLIS = 250;

    /** Our acknowledgement is written again although it did not change: the cache may have lost it. */
    static final long ACKNOWLEDGE_AGAIN_MILLIS = 1000;

    /** At most so often, so that entries that come one by one do not cost a message each. */
    private static final long ACKNOWLEDGE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final System.Logger LOG = System.getLogger(Replication.class.getName());

    private final LongSupplier nanoTime;
    private final ReplicationRounds rounds;
    private final Map<Lane, Semaphore> wakes = new EnumMap<>(Lane.class);
    private final Semaphore acknowledge = new Semaphore(0);
    private volatile boolean stopping;
    private volatile long looks;

    /**
     * @param view equal as long as the members of the carrier are the same
     * @param executor runs what waits for a receipt
     * @param nanoTime monotonic
     */
    public Replication(
            Member self,
            ReplicationCarrier carrier,
            Supplier<?> view,
            PeerLink link,
            List<LaneLog> logs,
            List<LaneStore> stores,
            Executor executor,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        logs.forEach(log -> wakes.put(log.lane(), new Semaphore(0)));
        rounds = new ReplicationRounds(
                self,
                carrier,
                link,
                logs,
                stores,
                new PeerAcknowledgements(nanoTime, executor),
                new ReplicationRounds.Surroundings(
                        view, nanoTime, lane -> wake(wakes.getOrDefault(lane, acknowledge)), () -> wake(acknowledge)));
    }

    public AckGate acknowledgements() {
        return rounds.acknowledgements();
    }

    /** The role manager found or lost the peer. */
    public void contact(boolean inContact) {
        rounds.contact(inContact);
        wake(acknowledge);
    }

    @Override
    public long backlogEntries() {
        return rounds.backlogEntries();
    }

    @Override
    public long lagMillis() {
        return rounds.lagMillis();
    }

    @Override
    public boolean levelWithPeer() {
        return rounds.levelWithPeer();
    }

    /** Lets a lane send, apply and answer pulls, or not; its backlog waits in the log. Both run until told otherwise. */
    public void run(Lane lane, boolean wanted) {
        rounds.run(lane, wanted);
    }

    /** The number of the look around that is under way: one that stays hangs. */
    public long lookUnderWay() {
        return looks;
    }

    /** What the threads are to run, by name; each ends soon after {@link #stop}. */
    public Map<String, Runnable> loops() {
        Map<String, Runnable> loops = new LinkedHashMap<>();
        wakes.forEach(
                (lane, wake) -> loops.put("sends " + lane.name().toLowerCase(Locale.ROOT), () -> send(lane, wake)));
        loops.put("receives", this::receive);
        loops.put("acknowledges", this::writeAcknowledgements);
        return loops;
    }

    public void stop() {
        stopping = true;
        wakes.values().forEach(Replication::wake);
        wake(acknowledge);
    }

    private void send(Lane lane, Semaphore wake) {
        while (!stopping) {
            try {
                rounds.send(lane);
                pause(wake, SENDER_IDLE_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed("sending " + lane, e);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
    private void receive() {
        long busyUntil = nanoTime.getAsLong();
        while (!stopping) {
            long now = nanoTime.getAsLong();
            looks++;
            try {
                if (rounds.look(now)) {
                    busyUntil = now + BUSY_FOR_NANOS;
                }
            } catch (RuntimeException e) {
                failed("receiving", e);
            }
            LockSupport.parkNanos(now - busyUntil < 0 ? BUSY_NANOS : IDLE_NANOS);
        }
    }

    private void writeAcknowledgements() {
        while (!stopping) {
            try {
                rounds.acknowledge();
                LockSupport.parkNanos(ACKNOWLEDGE_PAUSE_NANOS);
                pause(acknowledge, ACKNOWLEDGE_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed("acknowledging", e);
            }
        }
    }

    private void failed(String what, RuntimeException why) {
        if (!stopping) {
            LOG.log(Level.WARNING, "Replication failed while " + what + "; trying again", why);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void wake(Semaphore semaphore) {
        if (semaphore.availablePermits() == 0) {
            semaphore.release();
        }
    }

    private static void pause(Semaphore wake, long millis) throws InterruptedException {
        if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}
