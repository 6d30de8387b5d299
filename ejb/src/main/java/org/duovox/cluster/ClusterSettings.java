package org.duovox.cluster;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Who the two servers are and how they treat each other.
 *
 * @param peer where the other server is; nothing while none is listed
 * @param linkPort where both servers accept the peer's connections
 * @param checkHosts who is asked before a takeover
 */
public record ClusterSettings(
        Member self,
        InetAddress own,
        Optional<InetAddress> peer,
        int linkPort,
        RoleSettings rules,
        List<HostPort> checkHosts) {

    /** More hosts would not answer sooner. */
    public static final int MOST_CHECK_HOSTS = 8;

    /** A host and the TCP port that is tried on it. */
    public record HostPort(String host, int tcpPort) {
        public HostPort {
            if (host.isBlank() || tcpPort < 1 || tcpPort > 65_535) {
                throw new IllegalArgumentException("\"" + host + ":" + tcpPort + "\" is not host:port");
            }
        }

        @Override
        public String toString() {
            return host + ":" + tcpPort;
        }
    }

    public ClusterSettings {
        checkHosts = List.copyOf(checkHosts);
        if (checkHosts.size() > MOST_CHECK_HOSTS) {
            throw new IllegalArgumentException("duovox.network.check.hosts names more than " + MOST_CHECK_HOSTS);
        }
        if (linkPort < 1 || linkPort > 65_535) {
            throw new IllegalArgumentException("duovox.link.port must be 1 to 65535, not " + linkPort);
        }
        if (peer.filter(own::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "Publisher and subscriber have the same address " + own.getHostAddress());
        }
    }

    /** The same with other rules. */
    public ClusterSettings with(RoleSettings others) {
        return new ClusterSettings(self, own, peer, linkPort, others, checkHosts);
    }
}
