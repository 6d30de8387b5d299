package org.duovox.messagestore.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duovox.cluster.ServiceHealth;
import org.jspecify.annotations.Nullable;

/**
 * The disk of the message store: it has failed when next to nothing is free. The limits are the system properties
 * {@code duovox.disk.warning.percent} (15) and {@code duovox.disk.critical.percent} (2), of free space.
 */
@ApplicationScoped
public class MessageStoreDisk implements ServiceHealth {

    private static final Logger LOG = System.getLogger("org.duovox.messagestore");

    private final Path base = Path.of(System.getProperty("jboss.server.base.dir", "."));
    private final int warningPercent = Integer.getInteger("duovox.disk.warning.percent", 15);
    private final int criticalPercent = Integer.getInteger("duovox.disk.critical.percent", 2);
    private volatile boolean warned;
    private volatile @Nullable FileStore store;

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
        try {
            FileStore disk = store;
            if (disk == null) {
                disk = Files.getFileStore(base); // reads the list of all mounts: too much for five times a second
                store = disk;
            }
            return judge(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    State judge(long free, long total) {
        long percent = total <= 0 ? 100 : free * 100 / total;
        boolean low = percent < warningPercent;
        if (low && !warned) {
            LOG.log(Level.WARNING, "Only {0} % of the message store''s disk are free", percent);
        }
        warned = low;
        return percent < criticalPercent ? State.FAILED : State.OK;
    }
}
