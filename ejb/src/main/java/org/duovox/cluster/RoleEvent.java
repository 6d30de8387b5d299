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

    /** The peer answered that it does not list this server. */
    record Refused(long now) implements RoleEvent {}

    record NetworkChecked(long now, long ticket, NetworkAnswer answer) implements RoleEvent {}

    record Persisted(long now, long ticket) implements RoleEvent {}

    record PersistFailed(long now, long ticket, String why) implements RoleEvent {}

    /**
     * How far replication is.
     *
     * @param caughtUp this server has, as far as it knows, everything the peer has
     * @param entries that the peer has not acknowledged
     * @param lagMillis age of the oldest of them
     */
    record Replication(long now, boolean caughtUp, long entries, long lagMillis) implements RoleEvent {}

    /** Other critical services than before run. */
    record ServicesSeen(long now, Health health) implements RoleEvent {}

    record SettingsChanged(long now, RoleSettings settings) implements RoleEvent {}

    /** An administrator's order for this server; answered by Answer with the number. */
    record Ordered(long now, long number, Order.Kind kind) implements RoleEvent {}

    /** This server is being shut down in order. */
    record Leave(long now) implements RoleEvent {}
}
