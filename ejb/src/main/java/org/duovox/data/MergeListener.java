package org.duovox.data;

import java.util.List;

/** Hears of the peer's changes. Called by the committer's thread, so it must be quick and never block. */
public interface MergeListener {

    MergeListener NOBODY = new MergeListener() {
        @Override
        public boolean listens() {
            return false;
        }

        @Override
        public void merged(List<MergedChange> changes) {
            // nobody listens
        }
    };

    /** Whether it wants to hear of those that come now. */
    boolean listens();

    /** These are in the database. */
    void merged(List<MergedChange> changes);
}
