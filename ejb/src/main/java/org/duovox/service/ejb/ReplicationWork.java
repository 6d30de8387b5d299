package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.duovox.replication.ejb.ReplicationService;
import org.duovox.service.RoundWatch;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Exchanges records and audio with the other server. */
@ApplicationScoped
public class ReplicationWork implements ServiceWork {

    /** A look around blocks nowhere but in a local cache, which a view that changes may hold up for some seconds. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    @Inject
    private ReplicationService replication;

    @Inject
    private LaneRuns lanes;

    private final RoundWatch looks = new RoundWatch(LONGEST_LOOK);

    @Override
    public Service service() {
        return Service.REPLICATION;
    }

    @Override
    public void start() {
        lanes.runAll(true);
    }

    @Override
    public void stop() {
        lanes.runAll(false);
    }

    @Override
    public boolean works() {
        return replication.isAlive() && looks.isInTime(replication.lookUnderWay(), System.nanoTime());
    }
}
