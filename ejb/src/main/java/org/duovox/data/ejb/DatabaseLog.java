package org.duovox.data.ejb;

import java.io.IOException;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.duovox.data.RecordStore;
import org.duovox.data.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the embedded database could write its log. HSQLDB 2.7.4 commits although it could not (ScriptWriterBase.forceSync: a
 * full disk, a failing one, a limit), and only its own logger says so, on the committing thread, before the commit returns. After
 * the first such failure nothing counts as committed until the server has started anew: what the log has lost it does not regain.
 */
final class DatabaseLog extends Handler {

    /** The data source has hsqldb.extlog=2, or nothing would be said here. */
    private static final Logger SAID = Logger.getLogger("hsqldb.db");

    private volatile @Nullable Throwable failure;

    void open() {
        setLevel(Level.WARNING);
        SAID.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        if (failure == null && line.getThrown() instanceof IOException thrown) {
            failure = thrown;
        }
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        SAID.removeHandler(this);
    }

    /** The same, but a transaction whose commit is not in the log has failed. */
    Transactions watched(Transactions transactions) {
        return new Transactions() {
            @Override
            public <T> T inOne(Function<RecordStore, T> work) {
                requireWritten();
                T result = transactions.inOne(work);
                requireWritten();
                return result;
            }
        };
    }

    /** Throws IllegalStateException once the log could not be written. */
    void requireWritten() {
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("The database's log could not be written", failed);
        }
    }
}
