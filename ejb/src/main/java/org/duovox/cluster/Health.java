package org.duovox.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which critical services do not run.
 *
 * @param stopped by an administrator
 * @param failed by themselves; the database and the disk are services too
 */
record Health(Set<String> stopped, Set<String> failed) {

    static final Health WELL = new Health(Set.of(), Set.of());

    Health {
        stopped = Set.copyOf(stopped);
        failed = Set.copyOf(failed);
    }

    Condition condition() {
        if (!failed.isEmpty()) {
            return Condition.FAILED;
        }
        return stopped.isEmpty() ? Condition.WELL : Condition.STOPPED;
    }

    /** In an operator's words, such as "Database failed; Mixer was stopped". */
    String sentence() {
        List<String> parts = new ArrayList<>();
        for (String service : new TreeSet<>(failed)) {
            parts.add(said(service));
        }
        for (String service : new TreeSet<>(stopped)) {
            parts.add(said(service));
        }
        return parts.isEmpty() ? "all critical services run" : String.join("; ", parts);
    }

    /** What became of one service. */
    String said(String service) {
        return service + (failed.contains(service) ? " failed" : " was stopped");
    }
}
