package org.duovox.maintenance;

import org.duovox.cluster.Member;

/** Whether a server is being prepared for maintenance, or brought back from it. */
public sealed interface Maintenance {

    record None() implements Maintenance {}

    /**
     * Of one server.
     *
     * @param ends it is being brought back
     * @param wasPrimary when it began, and becomes so again
     */
    record Of(Member server, boolean ends, boolean wasPrimary) implements Maintenance {

        public Of end() {
            return new Of(server, true, wasPrimary);
        }
    }
}
