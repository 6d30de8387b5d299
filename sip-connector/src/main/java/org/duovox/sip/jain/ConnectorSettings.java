package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Everything about the connector that an installation may choose.
 *
 * @param sip where we listen, over UDP and TCP
 * @param advertisedAddress what Contact, Via and session descriptions say; the same as the listening address, unless the
 *     server is reached through another one
 * @param firstRtpPort even; RTP takes even ports, RTCP the next higher ones
 * @param lastRtpPort the last port of the range
 * @param sessionInterval what we propose for session timers (RFC 4028 recommends half an hour)
 * @param minSessionInterval the shortest session interval that we accept (RFC 4028, 5: not below 90 s)
 * @param maxCallLength after which we hang up
 * @param rtpInactivity silence on the wire after which we hang up
 * @param maxCalls offered and in progress; further ones get 503
 * @param drainLimit how long calls in progress may go on when the endpoint goes
 * @param callsPerSecondPerSource more new INVITEs from one address in a second are not looked at
 * @param allowedSources the only addresses that may talk to us; empty for all
 */
record ConnectorSettings(
        InetSocketAddress sip,
        String advertisedAddress,
        int firstRtpPort,
        int lastRtpPort,
        Duration sessionInterval,
        Duration minSessionInterval,
        Duration maxCallLength,
        Duration rtpInactivity,
        int maxCalls,
        Duration drainLimit,
        int callsPerSecondPerSource,
        Set<String> allowedSources) {

    /** How long the application may think about an offer. */
    static final Duration DECISION_LIMIT = Duration.ofSeconds(5);

    /** How long the answer to a BYE waits for the application; below the 32 s after which the caller gives up (RFC 3261, 17.1.2.2). */
    static final Duration RELEASE_LIMIT = Duration.ofSeconds(10);

    /** How long a call that is over is kept for the application, whose disk may hang; then its port is lost, and not its memory. */
    static final Duration FORGET_LIMIT = Duration.ofMinutes(2);

    ConnectorSettings {
        allowedSources = Set.copyOf(allowedSources);
    }
}
