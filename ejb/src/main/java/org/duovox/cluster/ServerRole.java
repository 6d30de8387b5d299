package org.duovox.cluster;

import java.time.Duration;

/** The role manager as other features see it. Never blocks. */
public interface ServerRole {

    Member self();

    ServerStatus status();

    default boolean has(Duty duty) {
        return status().has(duty);
    }

    /** How well this server can do its work; one that has failed serves nobody, whatever its status. */
    Condition condition();

    /** How often this server was started, as its role file counts; 0 where nobody counts. */
    default long starts() {
        return 0;
    }

    /** False once the role manager has declared the peer lost (or has never met it since the start); true again on contact. */
    boolean peerInContact();

    /** How long ago the peer was last heard; as long as this process runs when it never was. */
    Duration peerSilence();
}
