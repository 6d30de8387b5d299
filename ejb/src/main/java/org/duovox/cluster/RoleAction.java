package org.duovox.cluster;

import org.duovox.alarm.Alarm;

/** What a decision asks to be carried out, in the order given. */
sealed interface RoleAction {

    /** Write the role file; answered by Persisted or PersistFailed with the ticket. A later one replaces an earlier one. */
    record Persist(long ticket, StoredRole role) implements RoleAction {}

    /** Ask the network check; answered by NetworkChecked with the ticket. */
    record CheckNetwork(long ticket) implements RoleAction {}

    /** Tell the peer now, not at the next ping's time. */
    record PingNow() implements RoleAction {}

    /** This server's status, or its contact with the peer, changed. */
    record Announce(RoleChanged change) implements RoleAction {}

    record Raise(Alarm alarm, String why) implements RoleAction {}

    /** A line for the log that is neither an alarm nor a change. */
    record Say(String line) implements RoleAction {}

    /** A step of a change of status, in an operator's words: for the log and the timeline. */
    record Step(String what) implements RoleAction {}

    /** What became of an administrator's order. */
    record Answer(long number, OrderOutcome outcome) implements RoleAction {}

    /** The peer has what it needs: the process may end. */
    record Left() implements RoleAction {}
}
