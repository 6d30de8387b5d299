package org.duovox.data.ejb;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.duovox.data.RecordsChanged;

/**
 * Tells of changes one event at a time: what changes while the last one is being heard comes with the next, as one. News that
 * somebody failed to hear is told again, to all, in the next round: whoever hears it twice only looks twice.
 */
final class ChangeNews {

    private static final System.Logger LOG = System.getLogger(ChangeNews.class.getName());

    /** Somebody who hears for longer hangs; the others are told of what comes next all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Function<RecordsChanged, CompletionStage<?>> teller;
    private final Duration patience;
    private RecordsChanged untold = RecordsChanged.NOTHING;
    private boolean failedBefore;

    /** @param teller starts to tell, and completes when everybody has heard */
    ChangeNews(Function<RecordsChanged, CompletionStage<?>> teller) {
        this(teller, PATIENCE);
    }

    ChangeNews(Function<RecordsChanged, CompletionStage<?>> teller, Duration patience) {
        this.teller = teller;
        this.patience = patience;
    }

    /** Takes down what is to be told in the next round. Never blocks. */
    synchronized void changed(RecordsChanged changed) {
        untold = untold.and(changed);
    }

    private synchronized RecordsChanged take() {
        RecordsChanged now = untold;
        untold = RecordsChanged.NOTHING;
        return now;
    }

    /** One round; returns when everybody has heard, or the patience has ended. */
    void tell() {
        RecordsChanged now = take();
        if (now.isNothing()) {
            return;
        }
        try {
            teller.apply(now).toCompletableFuture().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            failedBefore = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            changed(now);
            // Once is nothing: a bean that starts or stops meanwhile cannot hear.
            LOG.log(
                    failedBefore ? Level.WARNING : Level.INFO,
                    "Changed records are told again, for not everybody heard",
                    e);
            failedBefore = true;
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "Somebody hangs who was told of changed records: {0}", now.types());
        }
    }
}
