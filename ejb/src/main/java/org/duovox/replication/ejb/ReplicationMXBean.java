package org.duovox.replication.ejb;

import org.duovox.replication.ReplicationFigures;

/** {@link ReplicationFigures} for JMX, as {@value #NAME}. */
public interface ReplicationMXBean {

    String NAME = "org.duovox:type=Replication";

    /** Entries of both lanes that the peer has not acknowledged. */
    long getBacklogEntries();

    /** For how long the oldest of these has been on its way, in milliseconds. */
    long getLagMillis();

    /** The figures behind it. */
    record Of(ReplicationFigures figures) implements ReplicationMXBean {

        @Override
        public long getBacklogEntries() {
            return figures.backlogEntries();
        }

        @Override
        public long getLagMillis() {
            return figures.lagMillis();
        }
    }
}
