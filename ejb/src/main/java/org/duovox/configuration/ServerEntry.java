package org.duovox.configuration;

import java.util.Locale;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;

/** A row of the list of servers. */
public record ServerEntry(Member member, ListedServer server, ServerStatus status) {

    /** Whether host or description has that in it, in either case; "" is in all. */
    public boolean matches(String wanted) {
        String lower = wanted.strip().toLowerCase(Locale.ROOT);
        return server.host().contains(lower)
                || server.description().toLowerCase(Locale.ROOT).contains(lower);
    }
}
