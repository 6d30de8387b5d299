package org.duovox.comparison;

import java.util.Set;
import java.util.TreeSet;
import org.duovox.data.EntityType;

/**
 * A record that was not the same on both servers although all that concerned it had been replicated. Both have written it again.
 *
 * @param fields that differed
 */
public record Difference(EntityType type, String id, Set<String> fields, Missing missing) {

    /** Which server had nothing of it. */
    public enum Missing {
        NOWHERE,
        HERE,
        THERE
    }

    public Difference {
        fields = Set.copyOf(fields);
    }

    /** For logs and pages. */
    public String sentence() {
        return "%s %s %s; both servers have written it again."
                .formatted(
                        type,
                        id,
                        switch (missing) {
                            case NOWHERE -> "differed in " + String.join(", ", new TreeSet<>(fields));
                            case HERE -> "was on the other server only";
                            case THERE -> "was on this server only";
                        });
    }
}
