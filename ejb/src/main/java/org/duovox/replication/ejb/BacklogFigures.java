package org.duovox.replication.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerFiguresSource;
import org.duovox.replication.ReplicationFigures;

/** Tells the role manager, and through it both servers' pages, how far the peer is behind. */
@ApplicationScoped
public class BacklogFigures implements ServerFiguresSource {

    @Inject
    private ReplicationFigures replication;

    @Override
    public ServerFigures figures() {
        return new ServerFigures(0, 0, false, 0, replication.backlogEntries(), replication.lagMillis(), 0);
    }
}
