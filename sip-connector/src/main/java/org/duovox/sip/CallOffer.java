package org.duovox.sip;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What is known of a call when it arrives.
 *
 * @param callId the dialog's Call-ID
 * @param callingNumber user part of the asserted identity or From; empty when withheld
 * @param callingName display name of the caller; empty when there is none
 * @param calledNumber user part of the request URI
 * @param redirections the phones tried before us, oldest first, from Diversion (RFC 5806) or History-Info (RFC 7044); empty
 *     for a direct call. At most {@value #MAX_REDIRECTIONS} are kept: the oldest and the newest ones.
 * @param source where the INVITE came from
 */
public record CallOffer(
        CallId callId,
        String callingNumber,
        String callingName,
        String calledNumber,
        List<Redirection> redirections,
        InetSocketAddress source) {

    /** A forwarding loop must not fill our memory. */
    public static final int MAX_REDIRECTIONS = 10;

    public CallOffer {
        redirections = List.copyOf(redirections);
    }
}
