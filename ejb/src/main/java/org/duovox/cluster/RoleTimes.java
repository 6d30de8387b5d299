package org.duovox.cluster;

import java.time.Duration;

/** The rules' fixed times, in nanoseconds, each with its reason. */
final class RoleTimes {

    /** Eight pings: longer than any pause of a healthy process, and with the takeover below the 3 s aimed at. */
    static final long SILENCE = seconds(2);

    /** The network is asked while the silence may still end, so that the answer is there when it does not. */
    static final long ASK_NETWORK_AFTER = seconds(1);

    /** One refusal may be a restart of the listener; the second decides. */
    static final int FAILURES = 2;

    /** A check that has not answered by then has failed; its own limit is 2 s. */
    static final long NETWORK_ANSWER = seconds(3);

    /** A later answer was asked for a second time: what is lost, TCP sends again after 1 s (RFC 6298, 2.1). */
    static final long NETWORK_PROMPT = seconds(1);

    static final long NETWORK_RETRY = seconds(1);

    /** An older answer proves nothing about now. */
    static final long NETWORK_FRESH = seconds(5);

    /** A lone starting server asks this long before its grace ends. */
    static final long NETWORK_BEFORE_GRACE = seconds(3);

    /** Our own thread did not run: a time in which we could not listen is not the peer's silence. */
    static final long UNHEARD_GAP = Duration.ofMillis(500).toNanos();

    /** The peer may have taken over while we slept that long. */
    static final long REPLACED_GAP = seconds(2);

    /** No Primary: who serves already is quicker than who starts, the publisher than the subscriber. */
    static final long VACANT_FIRST = seconds(1);

    static final long VACANT_SECOND = Duration.ofMillis(2500).toNanos();

    /** A server that has failed lets any other go first. */
    static final long VACANT_LAST = seconds(5);

    /** Handing over waits this long for the role file, and then goes on without: a failed disk must not keep a duty. */
    static final long RELEASE = seconds(1);

    /** The peer that was offered Primary status and has not taken it by then will not. */
    static final long TAKE_BACK = seconds(5);

    /** A request to become Primary that is not met; the outcome is known before the link gives up at 10 s. */
    static final long ASK = seconds(6);

    /** Whatever becomes of an order is known by then. */
    static final long ORDER = seconds(9);

    /** A service that comes and goes must run that long before it counts as well again. */
    static final long RECOVERED = seconds(10);

    /** A failed Primary whose peer did not take over does not try each second. */
    static final long KEEP = seconds(60);

    /** The role file that must say Deactivated is written again so often until it does. */
    static final long WRITE_AGAIN = seconds(5);

    /** The role file is written in milliseconds; a peer in contact need not wait for a hanging disk. */
    static final long PERSIST_IN_CONTACT = seconds(3);

    /** Alone, a slow disk is better than none. */
    static final long PERSIST_ALONE = seconds(15);

    /** After a takeover that failed. */
    static final long HOLD = seconds(5);

    /** Both show Split Brain Recovery at least this long, so that replication has compared what it has. */
    static final long SETTLE_LEAST = seconds(1);

    /** Then the status is settled although replication is not level: it goes on under any status. */
    static final long SETTLE_MOST = seconds(10);

    /** An orderly shutdown waits this long for the peer to take over. */
    static final long LEAVE = seconds(3);

    /** A Secondary that leaves only lets the peer know. */
    static final long LEAVE_WORD = Duration.ofMillis(500).toNanos();

    private RoleTimes() {}

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
