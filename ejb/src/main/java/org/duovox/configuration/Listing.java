package org.duovox.configuration;

import java.net.InetAddress;
import java.util.Optional;

/** What the list of servers says of the second server. The publisher is in the list for ever. */
public sealed interface Listing {

    /** Nobody has set it: the address that was known at installation, if any. */
    record AsInstalled() implements Listing {}

    /** An administrator removed it. */
    record Nobody() implements Listing {}

    /** An administrator added it. */
    record Added(ListedServer server) implements Listing {}

    /** The second server, if one is listed. */
    default Optional<ListedServer> subscriber(Optional<InetAddress> installed) {
        return switch (this) {
            case AsInstalled asInstalled ->
                installed.map(address -> new ListedServer(address.getHostAddress(), "", ""));
            case Nobody nobody -> Optional.empty();
            case Added added -> Optional.of(added.server());
        };
    }
}
