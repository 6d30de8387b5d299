package org.duovox.cluster;

import java.util.List;

/** What follows from an event. */
record Decision(RoleState state, List<RoleAction> actions) {
    Decision {
        actions = List.copyOf(actions);
    }
}
