package org.duovox.configuration;

import java.net.InetAddress;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;

/** What may become of the list of servers. Each answers with a sentence that refuses, or with nothing. */
public final class ServerListRules {

    private ServerListRules() {}

    /** Whether one may be added at all, before anything is typed. */
    public static Optional<String> adding(Member self, Optional<ListedServer> subscriber) {
        if (self != Member.PUBLISHER) {
            return Optional.of("Servers are added on the publisher; this is the subscriber.");
        }
        return subscriber.map(listed -> "The publisher and " + listed.host()
                + " are listed already, and a cluster has at most two servers. Delete that one first.");
    }

    /** Whether the second server may have the address. */
    public static Optional<String> address(InetAddress address, InetAddress publisher) {
        String shown = address.getHostAddress();
        if (address.equals(publisher)) {
            return Optional.of(shown + " is the publisher's own address; say that of the second server.");
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || shown.equals("255.255.255.255")) {
            return Optional.of("No server can have the address " + shown + ".");
        }
        if (address.isLoopbackAddress() && !publisher.isLoopbackAddress()) {
            return Optional.of(
                    shown + " is every machine's own address; say the one by which others reach the second server.");
        }
        return Optional.empty();
    }

    /**
     * Whether a server may be taken off the list.
     *
     * @param status of the subscriber, as the publisher shows it
     * @param confirmed the administrator has read {@link #question}
     */
    public static Optional<String> removing(
            Member server, Member self, Optional<ListedServer> subscriber, ServerStatus status, boolean confirmed) {
        if (server == Member.PUBLISHER) {
            return Optional.of("The publisher cannot be deleted: it is the first server of the cluster for ever.");
        }
        if (self != Member.PUBLISHER) {
            return Optional.of("Servers are deleted on the publisher; this is the subscriber.");
        }
        if (subscriber.isEmpty()) {
            return Optional.of("No subscriber is listed.");
        }
        if (status == ServerStatus.PRIMARY) {
            return Optional.of("The subscriber has Primary status; make the publisher Primary first.");
        }
        return status == ServerStatus.NOT_FUNCTIONING || confirmed ? Optional.empty() : Optional.of(question(status));
    }

    /** What an administrator must know before the subscriber is deleted. */
    public static String question(ServerStatus status) {
        return status == ServerStatus.NOT_FUNCTIONING
                ? "The subscriber is not let in any more until it is added again. What it has and the publisher has not"
                        + " stays there."
                : "The subscriber is in contact (%s). It is cut off at once: it goes on answering calls, and the messages left there from then on do not reach the publisher. Better stop it first; to delete it now, confirm."
                        .formatted(status.title());
    }
}
