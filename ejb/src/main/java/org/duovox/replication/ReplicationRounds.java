package org.duovox.replication;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;

/**
 * What replication does in each round of its four loops, of both lanes and in both directions. Owns no thread: {@link Replication}
 * brings one for each loop, a simulation a single one for all of them.
 */
final class ReplicationRounds implements ReplicationFigures, ReplicationProgress {

    /** Of an answer to a pull: half of the largest frame, with room for one large entry. */
    private static final int PULL_BYTES = 2 << 20;

    /**
     * An acknowledgement comes within some 20 ms as long as the caches carry. When it does not, the peer is told over the link, and
     * again for as long as it lasts.
     */
    private static final long NEWS_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    /** Between looks: the peer may have been Primary meanwhile. */
    private static final long STOOD_STILL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long NEWS_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Member self;
    private final ReplicationCarrier carrier;
    private final Surroundings world;
    private final PeerAcknowledgements acknowledgements;
    private final Map<Lane, LaneSender> senders = new EnumMap<>(Lane.class);
    private final Map<Lane, LaneReceiver> receivers = new EnumMap<>(Lane.class);
    private final Map<Lane, Stall> stalls = new EnumMap<>(Lane.class);
    private final Map<Lane, Object> viewSeen = new EnumMap<>(Lane.class);
    private volatile Acknowledgement ours;
    private volatile boolean peerInContact;
    private long lookedAt = Long.MIN_VALUE;
    private volatile Set<Lane> stopped = Set.of();

    private final PeerLink link;

    /**
     * A lane of which the peer acknowledges nothing.
     *
     * @param acknowledged before it
     * @param tellAt when the peer is told the next time
     * @param told what it answers
     */
    private record Stall(Position acknowledged, long tellAt, CompletableFuture<Void> told) {}

    /**
     * The world as the rounds need it. What asks for a round may be called on any thread and must not block.
     *
     * @param view equal as long as the members of the carrier are the same
     * @param nanoTime monotonic
     * @param wakeSender asks for a round of {@link #send}
     * @param wakeAcknowledger asks for a round of {@link #acknowledge}
     */
    record Surroundings(
            Supplier<?> view, LongSupplier nanoTime, Consumer<Lane> wakeSender, Runnable wakeAcknowledger) {}

    ReplicationRounds(
            Member self,
            ReplicationCarrier carrier,
            PeerLink link,
            List<LaneLog> logs,
            List<LaneStore> stores,
            PeerAcknowledgements acknowledgements,
            Surroundings world) {
        this.self = self;
        this.carrier = carrier;
        this.link = link;
        this.acknowledgements = acknowledgements;
        this.world = world;
        for (LaneLog log : logs) {
            senders.put(log.lane(), new LaneSender(self, log, carrier));
            log.onAppend(() -> world.wakeSender().accept(log.lane()));
            link.serve(service(log.lane()), request -> answer(log, request));
            if (log.lane() == Lane.RECORDS) {
                link.serve(PeerLink.Service.COPY_RECORDS, request -> copy(log, request));
            }
        }
        for (LaneStore store : stores) {
            PeerLink.Service service = service(store.lane());
            receivers.put(
                    store.lane(),
                    new LaneReceiver(
                            self.peer(),
                            store,
                            carrier,
                            position -> link.ask(service, request(position)),
                            () -> store.copy(request -> link.ask(PeerLink.Service.COPY_RECORDS, request))));
        }
        ours = have();
        link.serve(PeerLink.Service.NEWS, this::hearNews);
    }

    private Acknowledgement have() {
        Acknowledgement have = Acknowledgement.NOTHING;
        for (Map.Entry<Lane, LaneReceiver> each : receivers.entrySet()) {
            have = have.with(each.getKey(), each.getValue().applied());
        }
        return have;
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
        requireRunning(log.lane());
        Position position = new Position(ByteBuffer.wrap(request).getLong());
        acknowledged(log.lane(), position);
        return PullAnswer.encode(self, log, position, PULL_BYTES);
    }

    /** The peer has something new in a lane, which is looked for; it learns what is here of it. */
    private byte[] hearNews(byte[] request) {
        if (request.length != 1) {
            throw new MalformedEntryException("not a lane");
        }
        LaneReceiver receiver = receivers.get(EntryCodec.lane(request[0]));
        if (receiver == null) {
            throw new IllegalStateException("nobody takes that lane here");
        }
        receiver.hurry();
        return request(receiver.applied());
    }

    /** Tells the peer of what it does not acknowledge; one question a lane at a time. */
    private void tellNews(Lane lane, LaneSender sender, long now) {
        Position acknowledged = sender.acknowledged();
        Stall stall = stalls.get(lane);
        if (stall == null || !sender.behind() || !acknowledged.equals(stall.acknowledged())) {
            CompletableFuture<Void> told = stall == null ? CompletableFuture.completedFuture(null) : stall.told();
            stalls.put(lane, new Stall(acknowledged, now + NEWS_AFTER_NANOS, told));
            return;
        }
        if (!stall.told().isDone() || now - stall.tellAt() < 0 || stopped.contains(lane)) {
            return;
        }
        CompletableFuture<Void> told = link.ask(PeerLink.Service.NEWS, new byte[] {EntryCodec.letter(lane)})
                .toCompletableFuture()
                .thenAccept(position -> {
                    if (position.length == Long.BYTES) {
                        acknowledged(
                                lane, new Position(ByteBuffer.wrap(position).getLong()));
                    }
                });
        stalls.put(lane, new Stall(acknowledged, now + NEWS_AGAIN_NANOS, told));
    }

    private byte[] copy(LaneLog log, byte[] request) {
        requireRunning(log.lane());
        return log.copy(request);
    }

    private void requireRunning(Lane lane) {
        if (stopped.contains(lane)) {
            throw new IllegalStateException("an administrator stopped this lane");
        }
    }

    AckGate acknowledgements() {
        return acknowledgements;
    }

    Set<Lane> sentLanes() {
        return senders.keySet();
    }

    /** The role manager found or lost the peer. */
    void contact(boolean inContact) {
        boolean before = peerInContact;
        peerInContact = inContact;
        acknowledgements.contact(inContact);
        if (inContact && !before) {
            senders.values().forEach(LaneSender::republish);
            senders.keySet().forEach(world.wakeSender());
        }
    }

    @Override
    public long backlogEntries() {
        return senders.values().stream().mapToLong(LaneSender::backlog).sum();
    }

    @Override
    public long lagMillis() {
        long now = world.nanoTime().getAsLong();
        long lag = senders.keySet().stream()
                .mapToLong(lane -> lagNanos(lane, now))
                .max()
                .orElse(0);
        return TimeUnit.NANOSECONDS.toMillis(lag);
    }

    private long lagNanos(Lane lane, long now) {
        LaneSender sender = senders.get(lane);
        return sender == null ? 0 : sender.lagNanos(now);
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
    synchronized void run(Lane lane, boolean wanted) {
        Set<Lane> now = EnumSet.noneOf(Lane.class);
        now.addAll(stopped);
        boolean changed = wanted ? now.remove(lane) : now.add(lane);
        stopped = Set.copyOf(now);
        LaneSender sender = senders.get(lane);
        if (changed && wanted && sender != null) {
            sender.republish();
            world.wakeSender().accept(lane);
        }
    }

    /** Sends what there is to send in one lane; may block in the carrier. One thread a lane. */
    void send(Lane lane) {
        LaneSender sender = senders.get(lane);
        if (sender == null) {
            return;
        }
        Object now = world.view().get();
        if (!now.equals(viewSeen.put(lane, now))) {
            sender.republish();
        }
        if (!stopped.contains(lane)) {
            sender.work(world.nanoTime().getAsLong());
        }
    }

    /**
     * Looks for what came. One thread.
     *
     * @return whether it is worth to look again soon
     */
    boolean look(long now) {
        if (lookedAt != Long.MIN_VALUE && now - lookedAt >= STOOD_STILL_NANOS) {
            receivers.values().forEach(LaneReceiver::forgetGoal);
        }
        lookedAt = now;
        boolean active = readAcknowledgement();
        acknowledgements.tick(lane -> lagNanos(lane, now));
        for (Map.Entry<Lane, LaneReceiver> each : receivers.entrySet()) {
            if (!stopped.contains(each.getKey())) {
                active |= each.getValue().work(now, peerInContact);
            }
        }
        Acknowledgement have = have();
        if (!have.equals(ours)) {
            ours = have;
            world.wakeAcknowledger().run();
            active = true;
        }
        if (peerInContact) {
            senders.forEach((lane, sender) -> tellNews(lane, sender, now));
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
        world.wakeSender().accept(lane); // the window moved
        return true;
    }

    /** Writes our acknowledgement; may block in the carrier. One thread. */
    void acknowledge() {
        carrier.putAcknowledgement(self, ours.encode());
    }

    /** For tests: what is held in memory for one lane. */
    int windowBytes(Lane lane) {
        LaneSender sender = senders.get(lane);
        return sender == null ? 0 : sender.windowBytes();
    }
}
