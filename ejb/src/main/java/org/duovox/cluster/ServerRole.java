package org.duovox.cluster;

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
}
