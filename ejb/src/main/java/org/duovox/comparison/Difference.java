package org.duovox.comparison;

import java.util.Set;
import java.util.TreeSet;
import org.duovox.data.EntityType;

/**
 * A record that was not the same on both servers although all that concerned it had been replicated. Both have written it again.
 *
 * @param fields that differed
 * @param missing whether one of the servers had nothing of it
 */
public record Difference(EntityType type, String id, Set<String> fields, boolean missing) {

    public Difference {
        fields = Set.copyOf(fields);
    }

    /** For logs and pages. */
    public String sentence() {
        return "%s %s %s; both servers have written it again."
                .formatted(
                        type,
                        id,
                        missing ? "was on one server only" : "differed in " + String.join(", ", new TreeSet<>(fields)));
    }
}
