package org.duovox.data;

import java.util.function.Function;

/** Runs work in a transaction of its own. */
@FunctionalInterface
public interface Transactions {

    /**
     * Commits (on stable storage when this returns), or throws and leaves no trace. The work uses the store only while it runs.
     */
    <T> T inOne(Function<RecordStore, T> work);
}
