package org.duovox.cluster.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where the link listens, from where it connects, and whom it accepts. The peer may change while the link runs, and there may be
 * none: an administrator lists the servers. Thread-safe.
 */
public final class LinkAddresses {

    private final InetAddress own;
    private final int tcpPort;
    private volatile Optional<InetAddress> peer;

    public LinkAddresses(InetAddress own, Optional<InetAddress> peer, int tcpPort) {
        this.own = own;
        this.peer = peer;
        this.tcpPort = tcpPort;
    }

    InetAddress own() {
        return own;
    }

    Optional<InetAddress> peer() {
        return peer;
    }

    void peer(Optional<InetAddress> listed) {
        peer = listed;
    }

    boolean accepts(InetAddress caller) {
        return peer.filter(caller::equals).isPresent();
    }

    InetSocketAddress listen() {
        return new InetSocketAddress(own, tcpPort);
    }

    InetSocketAddress target() throws IOException {
        return new InetSocketAddress(
                peer.orElseThrow(() -> new IOException("The list of servers names no other server")), tcpPort);
    }
}
