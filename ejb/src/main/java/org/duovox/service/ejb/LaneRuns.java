package org.duovox.service.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.replication.Lane;
import org.duovox.replication.ejb.ReplicationService;

/** Audio is exchanged while neither Replication nor File Syncer is stopped; records while Replication is not. */
@ApplicationScoped
public class LaneRuns {

    @Inject
    private ReplicationService replication;

    private boolean all = true;
    private boolean audio = true;

    synchronized void runAll(boolean wanted) {
        all = wanted;
        apply();
    }

    synchronized void runAudio(boolean wanted) {
        audio = wanted;
        apply();
    }

    private void apply() {
        replication.run(Lane.RECORDS, all);
        replication.run(Lane.AUDIO, all && audio);
    }
}
