package org.duovox.web.serviceability.tools;

import java.util.ArrayList;
import java.util.List;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;

/** Why messages are less safe now than they should be, for one look. */
final class Warnings {

    private Warnings() {}

    /** The most urgent first; none when all is well. */
    static List<String> of(ClusterView cluster) {
        List<String> warnings = new ArrayList<>();
        Member peer = cluster.self().peer();
        if (cluster.server(peer).status() == ServerStatus.NOT_FUNCTIONING) {
            warnings.add("The %s is not in contact: %s. Until it is back, new messages have a single copy, on the %s."
                    .formatted(word(peer), cluster.server(peer).why(), word(cluster.self())));
        }
        int own = cluster.server(cluster.self()).figures().singleCopyMessages();
        if (own > 0) {
            warnings.add(singleCopies(own, cluster.self()));
        }
        int others = cluster.server(peer).figures().singleCopyMessages();
        if (others > 0) {
            warnings.add(singleCopies(others, peer));
        }
        cluster.warning().map(Warnings::sentence).ifPresent(warnings::add);
        return warnings;
    }

    private static String singleCopies(int count, Member member) {
        return count == 1
                ? "1 message has a single copy, on the %s.".formatted(word(member))
                : "%d messages have a single copy, on the %s.".formatted(count, word(member));
    }

    private static String sentence(String warning) {
        return warning.endsWith(".") ? warning : warning + ".";
    }

    private static String word(Member member) {
        return switch (member) {
            case PUBLISHER -> "publisher";
            case SUBSCRIBER -> "subscriber";
        };
    }
}
