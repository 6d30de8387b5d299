package org.duovox.simulation;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.duovox.cluster.Lodger;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.SimulatedServer;
import org.duovox.data.MemoryDatabase;
import org.duovox.data.ServerClocks;
import org.duovox.messagestore.file.SteppedStore;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/** What of a server outlives its process: disks and the clock on the wall. */
final class Machine implements Lodger {

    /** 27 Nov 2026. */
    private static final long BEGIN_MILLIS = 1_795_737_600_000L;

    /** Of a disk that is slow: a write that began before may end so much later. */
    private static final long SLOWEST_WRITE = 4_500_000_000L;

    private final World world;
    private final SimulatedServer server;
    private MemoryDatabase database = new MemoryDatabase();
    private SteppedStore.Platter platter;
    private long clockErrorMillis;
    private long diskBadAt = -SLOWEST_WRITE;
    private int soundLooks;
    private boolean lies;
    private boolean replaced;
    private @Nullable ServerProcess process;

    Machine(World world, SimulatedServer server) {
        this.world = world;
        this.server = server;
        platter = newPlatter();
        Random random = world.simulation().random();
        clockErrorMillis = random.nextLong(2_000) - 1_000;
    }

    private SteppedStore.Platter newPlatter() {
        return new SteppedStore.Platter(world.flaw() == Flaw.NO_FSYNC);
    }

    SimulatedServer server() {
        return server;
    }

    MemoryDatabase database() {
        return database;
    }

    SteppedStore.Platter platter() {
        return platter;
    }

    /** The one that runs, asleep or not. */
    Optional<ServerProcess> process() {
        return Optional.ofNullable(process);
    }

    /** When its power goes the next time, its database will have lost what it said it had written last. */
    void lie() {
        lies = true;
    }

    /** Somebody puts a new disk in while it is off: a server that has nothing but its name. */
    void replaceDisk() {
        database = new MemoryDatabase();
        platter = newPlatter();
        replaced = true;
    }

    /** The role file was on the old disk too: its count of starts is no help to a server with a new one. */
    long leastEpoch() {
        return replaced ? Position.epochAfter(0, now().toEpochMilli()) : server.starts();
    }

    /** When its store is opened; a disk is not replaced within a minute. */
    Instant now() {
        return Instant.ofEpochMilli(wallClockMillis() + (replaced ? 3_600_000 : 0));
    }

    /** Every 100 ms. */
    void look() {
        if (!server.diskIsGood()) {
            diskBadAt = world.now();
        }
        if (world.now() - diskBadAt > SLOWEST_WRITE
                && process().map(ServerProcess::isAwake).orElse(false)) {
            soundLooks++;
        }
    }

    /** Tenths of seconds in which a process of it ran and its disk wrote. */
    int soundLooks() {
        return soundLooks;
    }

    long wallClockMillis() {
        return BEGIN_MILLIS + world.now() / 1_000_000 + clockErrorMillis;
    }

    ServerClocks clocks() {
        return new ServerClocks() {
            @Override
            public long wallMillis() {
                return wallClockMillis();
            }

            @Override
            public long monotonicMillis() {
                return world.now() / 1_000_000;
            }
        };
    }

    void setClock(long errorMillis) {
        clockErrorMillis = errorMillis;
    }

    @Override
    public void started() {
        world.caches().forget(server.self());
        database.refuse(false);
        platter.refuse(false);
        process = new ServerProcess(world, this);
    }

    /** Half of what was being written gets there, in the middle of whatever it is; nobody is told. */
    @Override
    public void ended(boolean powerLost) {
        ServerProcess ends = process;
        if (ends == null) {
            return;
        }
        process = null;
        world.doubt();
        ends.die();
        if (powerLost) {
            platter.losePower(world.simulation().random());
            if (lies) {
                database.lose(1 + world.simulation().random().nextInt(MemoryDatabase.MOST_LOST));
                lies = false;
            }
        }
        world.ended(this);
    }

    @Override
    public void announced(RoleChanged change) {
        world.doubt();
        if (change.now() == ServerStatus.PRIMARY) {
            world.promoted();
        }
        process().ifPresent(running -> running.in(1_000_000, () -> running.roleChanged(change)));
    }

    @Override
    public Optional<Progress> progress() {
        return process()
                .map(running -> new Progress(
                        running.replication().level(),
                        running.replication().backlogEntries(),
                        running.replication().lagMillis()));
    }
}
