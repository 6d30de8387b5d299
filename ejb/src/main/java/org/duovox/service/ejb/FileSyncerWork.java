package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.replication.ejb.ReplicationService;
import org.duovox.service.Service;
import org.duovox.service.ServiceWork;

/** Exchanges audio with the other server. */
@ApplicationScoped
public class FileSyncerWork implements ServiceWork {

    @Inject
    private ReplicationService replication;

    @Inject
    private LaneRuns lanes;

    @Override
    public Service service() {
        return Service.FILE_SYNCER;
    }

    @Override
    public void start() {
        lanes.runAudio(true);
    }

    @Override
    public void stop() {
        lanes.runAudio(false);
    }

    @Override
    public boolean works() {
        return replication.isAlive();
    }
}
