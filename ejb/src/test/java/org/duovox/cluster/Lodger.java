package org.duovox.cluster;

import java.util.Optional;

/** What else lives in a simulated server's process; in the simulation of roles alone nothing does. */
public interface Lodger {

    Lodger NOBODY = new Lodger() {};

    /** The process begins. */
    default void started() {}

    /** The process is no more, and with its power what its disks had not written. */
    default void ended(boolean powerLost) {}

    default void announced(RoleChanged change) {}

    /** What replication tells the role manager, if there is one. */
    default Optional<Progress> progress() {
        return Optional.empty();
    }

    /** As {@link RoleEvent.Replication}. */
    record Progress(boolean level, long entries, long lagMillis) {}
}
