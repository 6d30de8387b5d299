package org.duovox.web.serviceability.tools;

import java.util.EnumSet;
import java.util.Set;
import org.duovox.cluster.ServerStatus;

/** The buttons of the column Change Server Status (guide, chapter 2 and table 3-1). */
enum StatusButton {
    MAKE_PRIMARY,
    DEACTIVATE,
    ACTIVATE;

    /** Those that a server of that status has. One that will have another status by itself within minutes has none. */
    static Set<StatusButton> of(ServerStatus status) {
        return switch (status) {
            case SECONDARY -> EnumSet.of(MAKE_PRIMARY, DEACTIVATE);
            case DEACTIVATED -> EnumSet.of(ACTIVATE);
            case PRIMARY, NOT_FUNCTIONING, STARTING, REPLICATING_DATA, SPLIT_BRAIN_RECOVERY ->
                EnumSet.noneOf(StatusButton.class);
        };
    }
}
