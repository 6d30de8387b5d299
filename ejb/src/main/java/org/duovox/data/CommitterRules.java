package org.duovox.data;

import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.replication.Stamp;

/**
 * What replication without loss and conflict rests on, in one place: so that tests can put in something broken and see it caught.
 *
 * @param findsForks whether a peer that lost its last entries gets them back
 * @param keptEntries of our own that the peer has; a peer that lacks earlier ones takes over everything
 */
record CommitterRules(Clocks clocks, Merging merging, boolean findsForks, int keptEntries) {

    /** Enough that a subscriber restored from last night's backup finds its place again. */
    private static final int KEPT_ENTRIES = 10_000;

    static final CommitterRules STANDARD = new CommitterRules(HybridClock::new, Merger::apply, true, KEPT_ENTRIES);

    /** Makes the clock that stamps changes. */
    interface Clocks {
        HybridClock clock(Member self, ServerClocks clocks, HybridClock.Mark mark);
    }

    /** Brings a change into a record. */
    interface Merging {
        Row apply(Optional<Row> before, Change change, Stamp stamp);
    }
}
