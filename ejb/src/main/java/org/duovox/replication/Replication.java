package org.duovox.replication;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;
import org.jspecify.annotations.Nullable;

/**
 * Both lanes in both directions. Its four loops each want a thread: one sender a lane, so that a put that blocks holds up its own
 * lane only; one that looks for what came; and one that writes our acknowledgement.
 */
public final class Replication implements ReplicationFigures, ReplicationProgress {

    /** Of an answer to a pull: half of the largest frame, with room for one large entry. */
    private static final int PULL_BYTES = 2 << 20;

    /** Between looks for something new: while there is something to do, or somebody waits; for 50 ms after that; and else. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private static final long BUSY_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A sender that has nothing to send looks at its acknowledgements and the view. */
    private static final long SENDER_IDLE_MILLIS = 250;

    /** Our acknowledgement is written again although it did not change: the cache may have lost it. */
    private static final long ACKNOWLEDGE_AGAIN_MILLIS = 1000;

    /** At most so often, so that entries that come one by one do not cost a message each. */
    private static final long ACKNOWLEDGE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final System.Logger LOG = System.getLogger(Replication.class.getName());

    private final Member self;
    private final ReplicationCarrier carrier;
    private final Supplier<?> view;
    private final LongSupplier nanoTime;
    private final PeerAcknowledgements acknowledgements;
    private final Map<Lane, LaneSender> senders = new EnumMap<>(Lane.class);
    private final Map<Lane, LaneReceiver> receivers = new EnumMap<>(Lane.class);
    private final Map<Lane, Semaphore> wakes = new EnumMap<>(Lane.class);
    private final Semaphore acknowledge = new Semaphore(0);
    private volatile Acknowledgement ours = Acknowledgement.NOTHING;
    private volatile boolean peerInContact;
    private volatile boolean stopping;
    private volatile Set<Lane> stopped = Set.of();
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
        this.self = self;
        this.nanoTime = nanoTime;
        this.carrier = carrier;
        this.view = view;
        acknowledgements = new PeerAcknowledgements(nanoTime, executor);
        for (LaneLog log : logs) {
            Semaphore wake = new Semaphore(0);
            wakes.put(log.lane(), wake);
            senders.put(log.lane(), new LaneSender(self, log, carrier));
            log.onAppend(() -> wake(wake));
            link.serve(service(log.lane()), request -> answer(log, request));
        }
        for (LaneStore store : stores) {
            PeerLink.Service service = service(store.lane());
            receivers.put(
                    store.lane(),
                    new LaneReceiver(self.peer(), store, carrier, position -> link.ask(service, request(position))));
        }
    }

    private static PeerLink.Service service(Lane lane) {
        return switch (lane) {
            case RECORDS -> PeerLink.Service.PULL_RECORDS;
            case AUDIO -> PeerLink.Service.PULL_AUDIO;
        };
    }

    private static byte[] request(Position position) {
        return ByteBuffer.allocate(8).putLong(position.value()).array();
    }

    /** The peer asks for what it does not have; by that it says what it has. */
    private byte[] answer(LaneLog log, byte[] request) {
        if (request.length != 8) {
            throw new MalformedEntryException("not a position");
        }
        if (stopped.contains(log.lane())) {
            throw new IllegalStateException("an administrator stopped this lane");
        }
        Position position = new Position(ByteBuffer.wrap(request).getLong());
        acknowledged(log.lane(), position);
        return PullAnswer.encode(self, log, position, PULL_BYTES);
    }

    public AckGate acknowledgements() {
        return acknowledgements;
    }

    /** The role manager found or lost the peer. */
    public void contact(boolean inContact) {
        boolean before = peerInContact;
        peerInContact = inContact;
        acknowledgements.contact(inContact);
        if (inContact && !before) {
            senders.values().forEach(LaneSender::republish);
            wakes.values().forEach(Replication::wake);
            wake(acknowledge);
        }
    }

    @Override
    public long backlogEntries() {
        return senders.values().stream().mapToLong(LaneSender::backlog).sum();
    }

    @Override
    public long lagMillis() {
        long now = nanoTime.getAsLong();
        long lag = senders.values().stream()
                .mapToLong(sender -> sender.lagNanos(now))
                .max()
                .orElse(0);
        return TimeUnit.NANOSECONDS.toMillis(lag);
    }

    @Override
    public boolean levelWithPeer() {
        return receivers.entrySet().stream().allMatch(lane -> lane.getValue().level() || isLeftOut(lane.getKey()));
    }

    /** Audio that nobody wants is not waited for: a server without File Syncer must be able to start. */
    private boolean isLeftOut(Lane lane) {
        Set<Lane> now = stopped;
        return lane == Lane.AUDIO && now.contains(Lane.AUDIO) && !now.contains(Lane.RECORDS);
    }

    /** Lets a lane send, apply and answer pulls, or not; its backlog waits in the log. Both run until told otherwise. */
    public synchronized void run(Lane lane, boolean wanted) {
        Set<Lane> now = EnumSet.noneOf(Lane.class);
        now.addAll(stopped);
        boolean changed = wanted ? now.remove(lane) : now.add(lane);
        stopped = Set.copyOf(now);
        if (changed && wanted) {
            Optional.ofNullable(senders.get(lane)).ifPresent(LaneSender::republish);
            Optional.ofNullable(wakes.get(lane)).ifPresent(Replication::wake);
        }
    }

    /** The number of the look around that is under way: one that stays hangs. */
    public long lookUnderWay() {
        return looks;
    }

    /** What the threads are to run, by name; each ends soon after {@link #stop}. */
    public Map<String, Runnable> loops() {
        Map<String, Runnable> loops = new LinkedHashMap<>();
        senders.forEach(
                (lane, sender) -> loops.put("sends " + lane.name().toLowerCase(Locale.ROOT), () -> send(lane, sender)));
        loops.put("receives", this::receive);
        loops.put("acknowledges", this::writeAcknowledgements);
        return loops;
    }

    public void stop() {
        stopping = true;
        wakes.values().forEach(Replication::wake);
        wake(acknowledge);
    }

    private void send(Lane lane, LaneSender sender) {
        Semaphore wake = wakes.getOrDefault(lane, new Semaphore(0));
        @Nullable Object seen = null;
        while (!stopping) {
            try {
                Object now = view.get();
                if (!now.equals(seen)) {
                    seen = now;
                    sender.republish();
                }
                if (!stopped.contains(lane)) {
                    sender.work(nanoTime.getAsLong());
                }
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
                boolean active = lookAround(now);
                if (active) {
                    busyUntil = now + BUSY_FOR_NANOS;
                }
            } catch (RuntimeException e) {
                failed("receiving", e);
            }
            LockSupport.parkNanos(now - busyUntil < 0 ? BUSY_NANOS : IDLE_NANOS);
        }
    }

    private boolean lookAround(long now) {
        boolean active = readAcknowledgement();
        acknowledgements.tick();
        for (Map.Entry<Lane, LaneReceiver> each : receivers.entrySet()) {
            if (!stopped.contains(each.getKey())) {
                active |= each.getValue().work(now, peerInContact);
            }
        }
        Acknowledgement have = Acknowledgement.NOTHING;
        for (Map.Entry<Lane, LaneReceiver> each : receivers.entrySet()) {
            have = have.with(each.getKey(), each.getValue().applied());
        }
        if (!have.equals(ours)) {
            ours = have;
            wake(acknowledge);
            active = true;
        }
        boolean behind = senders.values().stream().anyMatch(LaneSender::behind);
        return active || acknowledgements.awaited() || (behind && peerInContact);
    }

    private boolean readAcknowledgement() {
        Optional<byte[]> bytes = carrier.acknowledgement(self.peer());
        if (bytes.isEmpty()) {
            return false;
        }
        Acknowledgement theirs = Acknowledgement.decode(bytes.get());
        boolean moved = false;
        for (Lane lane : senders.keySet()) {
            moved |= acknowledged(lane, theirs.of(lane));
        }
        return moved;
    }

    private boolean acknowledged(Lane lane, Position position) {
        acknowledgements.acknowledged(lane, position);
        LaneSender sender = senders.get(lane);
        if (sender == null || !sender.acknowledged(position)) {
            return false;
        }
        wake(wakes.getOrDefault(lane, acknowledge)); // the window moved
        return true;
    }

    private void writeAcknowledgements() {
        while (!stopping) {
            try {
                carrier.putAcknowledgement(self, ours.encode());
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
