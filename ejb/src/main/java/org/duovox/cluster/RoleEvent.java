package org.duovox.cluster;

/** What may happen to the role manager; each with the monotonic time, in nanoseconds, at which it was taken up. */
sealed interface RoleEvent {

    long now();

    record Tick(long now) implements RoleEvent {}

    /**
     * The peer told its role.
     *
     * @param proven a request and its response have passed, so both directions work
     */
    record PeerHeard(long now, RoleReport report, boolean proven) implements RoleEvent {}

    record PingFailed(long now, PingFailure how) implements RoleEvent {}

    record NetworkChecked(long now, long ticket, NetworkAnswer answer) implements RoleEvent {}

    record Persisted(long now, long ticket) implements RoleEvent {}

    record PersistFailed(long now, long ticket, String why) implements RoleEvent {}

    record Replication(long now, boolean caughtUp) implements RoleEvent {}

    /** An administrator's wish. */
    record MakePrimary(long now, Member target) implements RoleEvent {}

    /** This server is being shut down in order. */
    record Leave(long now) implements RoleEvent {}
}
