package org.duovox.phonesystem;

import org.duovox.sip.SipTransport;

/**
 * A set of voice messaging ports with the settings that they share.
 *
 * @param host where the phone system listens for SIP
 * @param sipPort there
 * @param mwiEnabled whether MWI goes out through this group
 */
public record PortGroup(
        String id,
        String name,
        String phoneSystem,
        String host,
        int sipPort,
        SipTransport transport,
        boolean mwiEnabled) {}
