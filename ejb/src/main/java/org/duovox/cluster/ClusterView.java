package org.duovox.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The cluster as pages show it. Never blocks. */
public interface ClusterView {

    /** At most this many changes are remembered: what a page can show. */
    int CHANGES = 50;

    /** At most this many steps of both servers are remembered. */
    int STEPS = 200;

    Member self();

    ServerView server(Member member);

    /** The last changes of both servers, newest first. */
    List<StatusChange> changes();

    /** The last steps of changes of status on both servers, newest first, each at its own server's time. */
    List<TimelineStep> timeline();

    /** How far the peer's clock is ahead of ours, while it is in contact. */
    Optional<Duration> clockSkew();

    /** What an administrator should set right, such as a network check that asks nobody. */
    Optional<String> warning();
}
