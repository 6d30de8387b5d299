package org.duovox.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.duovox.cluster.Duty;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.SimulatedServer;
import org.duovox.cluster.Simulation;
import org.duovox.comparison.Answerer;
import org.duovox.comparison.AudioCheck;
import org.duovox.comparison.AudioCopies;
import org.duovox.comparison.RecordComparison;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.data.SteppedCommitter;
import org.duovox.mailbox.BrokenNumbering;
import org.duovox.mailbox.Deposits;
import org.duovox.mailbox.Numbering;
import org.duovox.mailbox.Salvage;
import org.duovox.mailbox.SingleCopies;
import org.duovox.messagestore.file.SteppedStore;
import org.duovox.mwi.LampKeeper;
import org.duovox.replication.AckGate;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.duovox.replication.SteppedReplication;

/** The real parts of a server, put together as the beans do it, with events of the simulation for their threads. */
final class ServerProcess {

    private static final long MILLI = 1_000_000;

    /** Between looks of replication, busy and idle: five times those of the product, to simulate five times as much. */
    private static final long BUSY = 5 * MILLI;

    private static final long IDLE = 40 * MILLI;

    private final World world;
    private final Machine machine;
    private final SimulatedServer server;
    private final Random random;
    private final SteppedCommitter committer;
    private final SteppedStore store;
    private final SteppedReplication replication;
    private final Wire.End link;
    private final Deposits deposits;
    private final Salvage salvage;
    private final SingleCopies singleCopies;
    private final LampKeeper lamps;
    private final Numbering numbering;
    private final RecordComparison comparison;
    private final AudioCheck audioCheck;
    private final long clockOffset;
    private final Set<Lane> senders = EnumSet.noneOf(Lane.class);
    private boolean alive = true;
    private boolean commits;
    private boolean writes;
    private boolean acknowledges;
    private boolean salvages;
    private boolean lights;
    private boolean clears;
    private long blockedUntil;

    ServerProcess(World world, Machine machine) {
        this.world = world;
        this.machine = machine;
        server = machine.server();
        random = world.simulation().random();
        clockOffset = random.nextLong();
        link = world.wire().new End(this);
        Executor later = task -> in(0, task);
        committer = new SteppedCommitter(
                machine.database(),
                self(),
                machine.clocks(),
                machine.leastEpoch(),
                later,
                news -> {
                    world.committed(machine);
                    in(MILLI, () -> changed(news));
                },
                world.flaw().ofCommitter());
        committer.wakeBy(this::commitSoon);
        committer.whenCopying(() -> world.copies(server));
        store = new SteppedStore(machine.platter(), self(), machine.now(), later, this::writeSoon);
        List<LaneLog> logs = List.of(broken(committer.log()), broken(store.laneLog()));
        replication = new SteppedReplication(
                self(),
                world.caches().new Node(this),
                link,
                new SteppedReplication.Lanes(logs, List.of(broken(committer), broken(store.laneStore()))),
                world.caches()::view,
                later,
                this::nanoTime,
                new SteppedReplication.Wakes() {
                    @Override
                    public void sender(Lane lane) {
                        sendSoon(lane);
                    }

                    @Override
                    public void acknowledger() {
                        acknowledgeSoon();
                    }
                });
        deposits = new Deposits(store, committer, receipts(replication.gate()));
        salvage = new Salvage(self(), store, committer, this::nanoTime);
        singleCopies = new SingleCopies(self(), committer, replication.gate(), logs);
        lamps = new LampKeeper(
                self(),
                Tables.of(machine.database()),
                committer,
                replication.gate(),
                world.phones().new Line(this),
                this::lightSoon,
                this::nanoTime,
                machine::wallClockMillis);
        numbering = world.flaw() == Flaw.NO_NUMBER_GAP
                ? BrokenNumbering.withoutGap(self(), committer, replication.gate(), server::peerInContact)
                : new Numbering(self(), committer, replication.gate(), server::peerInContact);
        comparison = recordComparison();
        audioCheck = audioCheck();
        begin();
    }

    private AckGate receipts(AckGate real) {
        return world.flaw() == Flaw.RECEIPT_WITHOUT_PEER ? SteppedReplication.withoutWaiting() : real;
    }

    private RecordComparison recordComparison() {
        link.serve(PeerLink.Service.COMPARE, new Answerer(machine.database(), committer));
        return new RecordComparison(
                machine.database(),
                question -> link.ask(PeerLink.Service.COMPARE, question),
                committer,
                difference -> world.simulation().note(self() + " mends " + difference));
    }

    private AudioCheck audioCheck() {
        link.serve(PeerLink.Service.AUDIO_COPY, AudioCopies.from(store, store.laneLog()));
        return new AudioCheck(
                machine.database(),
                store,
                question -> link.ask(PeerLink.Service.AUDIO_COPY, question),
                () -> store.laneStore().applied(),
                damage -> world.simulation().note(self() + ": " + damage),
                () -> {});
    }

    private LaneLog broken(LaneLog log) {
        return switch (world.flaw()) {
            case NO_PULL -> SteppedReplication.withoutPull(log);
            case NO_FORK_CHECK -> SteppedReplication.withoutForkCheck(log);
            case TRIMMED_EARLY -> SteppedReplication.trimmedEarly(log);
            case NONE,
                    NUMBERS_ADOPTED_EARLY,
                    NO_NUMBER_GAP,
                    NO_COMPARISON,
                    WALL_CLOCK,
                    EARLY_ACKNOWLEDGEMENT,
                    EARLY_AUDIO_ACKNOWLEDGEMENT,
                    NO_FSYNC,
                    RECEIPT_WITHOUT_PEER,
                    APPLIES_TWICE,
                    LAST_WRITER_DELETES -> log;
        };
    }

    private LaneStore broken(LaneStore lane) {
        boolean early = world.flaw()
                == (lane.lane() == Lane.RECORDS ? Flaw.EARLY_ACKNOWLEDGEMENT : Flaw.EARLY_AUDIO_ACKNOWLEDGEMENT);
        return early ? SteppedReplication.acknowledgingEarly(lane) : lane;
    }

    private void begin() {
        for (Lane lane : Lane.values()) {
            every(SteppedReplication.SENDER_IDLE_MILLIS * MILLI, () -> sendSoon(lane));
        }
        in(0, this::look);
        every(SteppedReplication.ACKNOWLEDGE_AGAIN_MILLIS * MILLI, this::acknowledgeSoon);
        every(1_000 * MILLI, this::commitSoon);
        every(500 * MILLI, this::writeSoon);
        every(2_000 * MILLI, () -> {
            writeIfItMay();
            store.tidy();
        });
        every(5_000 * MILLI, this::salvageSoon);
        every(2_000 * MILLI, this::clearMarks);
        every(1_000 * MILLI, this::lightSoon);
        every(1_000 * MILLI, this::compareRecords);
        every(2_000 * MILLI, this::checkAudio);
        every(
                1_000 * MILLI,
                () -> numbering.round(
                        server.has(Duty.PUBLISH), Tables.of(machine.database()).messages()::mailboxes));
    }

    // Time.

    /** Does it then, if this process is still there; later, if it is asleep. */
    void in(long nanos, Runnable work) {
        world.in(nanos, () -> {
            if (!alive) {
                return;
            }
            long asleep = server.pausedUntil() - world.now();
            if (asleep > 0) {
                in(asleep, work);
            } else {
                work.run();
            }
        });
    }

    private void every(long nanos, Runnable work) {
        in(random.nextLong(nanos), new Runnable() {
            @Override
            public void run() {
                work.run();
                in(nanos, this);
            }
        });
    }

    private long nanoTime() {
        return clockOffset + world.now();
    }

    // Disks.

    private void commitSoon() {
        if (!commits) {
            commits = true;
            in(server.diskLatency(), this::commit);
        }
    }

    private void commit() {
        commits = false;
        machine.database().refuse(server.diskFails());
        committer.commit();
        if (committer.waits()) {
            commitSoon();
        }
    }

    private void writeSoon() {
        if (!writes) {
            writes = true;
            in(server.diskLatency(), () -> {
                writes = false;
                writeIfItMay();
            });
        }
    }

    private void writeIfItMay() {
        machine.platter().refuse(server.diskFails());
        store.write();
    }

    /** In the middle of something; whoever waits for it is never told. */
    void die() {
        alive = false;
        if (commits && !server.diskFails() && random.nextBoolean()) {
            committer.commit();
        }
        SteppedStore.dieWriting(store, machine.platter(), random.nextInt(12));
    }

    // Replication.

    /** A put blocks, and with it the sender. */
    void block(long nanos) {
        blockedUntil = Math.max(blockedUntil, world.now() + nanos);
    }

    private void sendSoon(Lane lane) {
        if (senders.add(lane)) {
            in(Math.max(MILLI, blockedUntil - world.now()), () -> {
                senders.remove(lane);
                try {
                    replication.send(lane);
                } catch (RuntimeException e) { // what is to be pulled cannot be read
                    in(Simulation.SECOND, () -> sendSoon(lane));
                }
                world.bounded(this, lane);
            });
        }
    }

    private void acknowledgeSoon() {
        if (!acknowledges) {
            acknowledges = true;
            in(2 * MILLI, () -> {
                acknowledges = false;
                try {
                    replication.acknowledge();
                } catch (RuntimeException e) {
                    in(Simulation.SECOND, this::acknowledgeSoon);
                }
            });
        }
    }

    private void look() {
        try {
            in(replication.look(nanoTime()) ? BUSY : IDLE, this::look);
        } catch (RuntimeException e) {
            in(Simulation.SECOND, this::look);
        }
    }

    // What hears of changes.

    private void changed(RecordsChanged news) {
        if (news.types().contains(EntityType.MESSAGE) || news.types().contains(EntityType.USER)) {
            salvageSoon();
        }
        lamps.changed(news);
        numbering.changed(news);
    }

    void roleChanged(RoleChanged change) {
        replication.contact(change.peerInContact());
        lamps.roleChanged();
        if (change.now() == ServerStatus.PRIMARY && change.before() != ServerStatus.PRIMARY) {
            numbering.promoted();
        }
        salvageSoon();
    }

    private void salvageSoon() {
        if (!salvages) {
            salvages = true;
            in(MILLI, () -> {
                salvages = false;
                if (salvage.look(server.peerInContact())) {
                    in(1_000 * MILLI, this::salvageSoon);
                }
            });
        }
    }

    private void lightSoon() {
        if (!lights) {
            lights = true;
            in(MILLI, () -> {
                lights = false;
                lamps.round(() -> server.has(Duty.NOTIFY));
            });
        }
    }

    private void clearMarks() {
        if (server.peerInContact() && !clears) {
            clears = true;
            singleCopies
                    .clearWhenSafe(List.copyOf(
                            machine.database().peek(EntityType.MESSAGE).values()))
                    .whenComplete((done, failure) -> clears = false);
        }
    }

    private void compareRecords() {
        boolean due = server.status() == ServerStatus.SECONDARY && server.peerInContact();
        try {
            if (world.flaw() == Flaw.NO_COMPARISON || world.flaw().isMendedByComparison()) {
                return;
            }
            if (!due || !comparison.turn()) {
                comparison.begin();
            }
        } catch (IllegalStateException e) {
            comparison.begin(); // the database refuses
        }
    }

    private void checkAudio() {
        try {
            if (server.peerInContact() && !audioCheck.turn()) {
                audioCheck.begin();
            }
        } catch (IllegalStateException e) {
            audioCheck.begin(); // the database refuses
        }
    }

    // What the rest of the simulation asks.

    Member self() {
        return server.self();
    }

    Machine machine() {
        return machine;
    }

    boolean isAlive() {
        return alive;
    }

    /** Whether it runs now. */
    boolean isAwake() {
        return alive && world.now() >= server.pausedUntil();
    }

    SteppedCommitter data() {
        return committer;
    }

    SteppedStore store() {
        return store;
    }

    SteppedReplication replication() {
        return replication;
    }

    Deposits deposits() {
        return deposits;
    }

    Wire.End link() {
        return link;
    }
}
