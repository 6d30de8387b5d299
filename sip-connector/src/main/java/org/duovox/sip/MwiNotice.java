package org.duovox.sip;

import java.net.InetSocketAddress;

/**
 * A message-waiting indication (RFC 3842).
 *
 * @param phoneSystem where the NOTIFY goes
 * @param transport UDP or TCP
 * @param extension whose lamp
 * @param newMessages not heard yet; the lamp is on if there is one
 * @param savedMessages heard
 * @param newUrgent of the new ones
 * @param savedUrgent of the saved ones
 */
public record MwiNotice(
        InetSocketAddress phoneSystem,
        SipTransport transport,
        String extension,
        int newMessages,
        int savedMessages,
        int newUrgent,
        int savedUrgent) {}
