package org.duovox.sip.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who the peer is on the wire. Only the negotiated IP address may speak; its port is learned from the first packet, because NAT
 * and many phone systems send from another port than they listen on ("symmetric RTP", RFC 4961).
 */
final class PeerLatch {

    /** So long a learned port must have been silent before another port of the same address may take its place. */
    static final long RELATCH_NANOS = 2_000_000_000L;

    private @Nullable InetSocketAddress negotiated;
    private @Nullable InetSocketAddress learned;
    private long lastHeard;

    /** Forgets what was learned if the address is a new one. */
    void expect(InetSocketAddress peer) {
        if (!peer.equals(negotiated)) {
            negotiated = peer;
            learned = null;
        }
    }

    boolean admits(InetSocketAddress source, long now) {
        if (source.equals(learned)) {
            return true;
        }
        if (negotiated == null || !negotiated.getAddress().equals(source.getAddress())) {
            return false;
        }
        // The exact address wins at any time: what was learned first may be a straggler of an earlier call on our port.
        return learned == null || source.equals(negotiated) || now - lastHeard > RELATCH_NANOS;
    }

    /** A valid packet came from this admitted source. */
    void heard(InetSocketAddress source, long now) {
        if (!source.equals(learned)) {
            learned = source;
        }
        lastHeard = now;
    }

    /** Where to send; null when we may not: nothing is negotiated, or the old way to say hold (RFC 3264, 8.4: 0.0.0.0). */
    @Nullable
    InetSocketAddress target() {
        if (negotiated == null
                || negotiated.getPort() == 0
                || negotiated.getAddress().isAnyLocalAddress()) {
            return null;
        }
        return learned != null ? learned : negotiated;
    }
}
