package org.duovox.cluster;

import java.net.InetAddress;
import java.time.Instant;

/** A server that knows the cluster's secret and is not listed: it was not let in. */
public record Stranger(InetAddress address, Instant at) {

    /** What happened and what to do, for the log and the page. */
    public String sentence() {
        return "A server at " + address.getHostAddress()
                + " knows the cluster's secret but is not in the list of servers, and was not let in. To let it in, add it"
                + " (Administration > System Settings > Cluster); else stop it.";
    }
}
