package org.duovox.data;

import java.util.List;

/**
 * Reads what it must know and decides what to change; runs alone, so what it read stays true until its changes are committed.
 * Quick and free of side effects, for it may be run again.
 */
@FunctionalInterface
public interface WriteCommand<R> {

    Written<R> decide(Records records);

    /** What to change, and what to tell the one who asked. No changes are a refusal, or nothing to do. */
    record Written<R>(R result, List<Change> changes) {

        public Written {
            changes = List.copyOf(changes);
        }
    }
}
