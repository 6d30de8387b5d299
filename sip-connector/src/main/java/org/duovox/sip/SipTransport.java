package org.duovox.sip;

/** How SIP travels. */
public enum SipTransport {
    UDP,
    TCP
}
