package org.duovox.cluster.tcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where the link listens, from where it connects, and whom it accepts. */
public record LinkAddresses(InetAddress own, InetAddress peer, int tcpPort) {

    InetSocketAddress listen() {
        return new InetSocketAddress(own, tcpPort);
    }

    InetSocketAddress target() {
        return new InetSocketAddress(peer, tcpPort);
    }
}
