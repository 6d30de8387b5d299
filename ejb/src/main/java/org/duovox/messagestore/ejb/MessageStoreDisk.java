package org.duovox.messagestore.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.AnswersInTime;
import org.duovox.cluster.ServiceHealth;
import org.jspecify.annotations.Nullable;

/**
 * The disk of the message store: it has failed when next to nothing is free, or nothing can be written. The limits are the system
 * properties {@code duovox.disk.warning.percent} (15) and {@code duovox.disk.critical.percent} (2), of free space.
 */
@ApplicationScoped
public class MessageStoreDisk implements ServiceHealth {

    private static final Logger LOG = System.getLogger("org.duovox.messagestore");

    private static final long TRY_INTERVAL = Duration.ofSeconds(2).toNanos();

    private final Path base = Path.of(System.getProperty("jboss.server.base.dir", "."));
    private final Path directory = base.resolve("store");
    private final int warningPercent = Integer.getInteger("duovox.disk.warning.percent", 15);
    private final int criticalPercent = Integer.getInteger("duovox.disk.critical.percent", 2);

    @Inject
    @SuppressWarnings("NullAway.Init")
    private AlarmBell alarms;

    private volatile @Nullable FileStore store;
    private final AnswersInTime answers = new AnswersInTime();

    // Of the one thread that asks.
    private Space told = Space.ENOUGH;
    private boolean writable = true;
    private boolean tried;
    private long triedAt;

    /** How much of the disk is free. */
    enum Space {
        ENOUGH,
        LOW,
        NONE
    }

    @Override
    public String service() {
        return "Message store disk";
    }

    @Override
    public boolean critical() {
        return true;
    }

    @Override
    public State state() {
        return answers.of(System::nanoTime, this::look);
    }

    private State look() {
        try {
            FileStore disk = store;
            if (disk == null) {
                disk = Files.getFileStore(base); // reads the list of all mounts: too much for five times a second
                store = disk;
            }
            Space space = space(disk.getUsableSpace(), disk.getTotalSpace());
            tell(space);
            return space == Space.NONE || !canWrite(directory) ? State.FAILED : State.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the role manager was told last; false also while it waits to be told. Never blocks. */
    public boolean works() {
        return answers.last(System.nanoTime()) != State.FAILED;
    }

    /** Where nothing is left, a little more must be free again: refusing calls frees some. */
    Space space(long free, long total) {
        long percent = total <= 0 ? 100 : free * 100 / total;
        if (percent < (told == Space.NONE ? criticalPercent + 1 : criticalPercent)) {
            return Space.NONE;
        }
        return percent < warningPercent ? Space.LOW : Space.ENOUGH;
    }

    private void tell(Space space) {
        if (space.compareTo(told) > 0) {
            switch (space) {
                case ENOUGH -> {}
                case LOW ->
                    alarms.raise(
                            Alarm.DiskConsumptionCloseToCapacityThreshold,
                            "less than " + warningPercent + " % of the message store's disk are free");
                case NONE ->
                    alarms.raise(
                            Alarm.DiskConsumptionExceedsCapacityThreshold,
                            "less than " + criticalPercent + " % of the message store's disk are free");
            }
        }
        told = space;
    }

    /** A file system that has become read-only, as one with errors does, has space enough. */
    boolean canWrite(Path store) {
        long now = System.nanoTime();
        // The store makes its directory when it is opened; later, none that can be seen is as bad as none that can be
        // written.
        if (tried ? now - triedAt < TRY_INTERVAL : !Files.isDirectory(store)) {
            return writable;
        }
        tried = true;
        triedAt = now;
        boolean before = writable;
        try (FileChannel file =
                FileChannel.open(store.resolve("probe"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1]), 0);
            writable = true;
        } catch (IOException e) {
            writable = false;
            if (before) {
                LOG.log(Level.ERROR, "Nothing can be written to the message store: " + e);
            }
        }
        return writable;
    }
}
