package org.duovox.data;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Position;

/**
 * Takes over all records of the peer, a page at a time, and in the end the position that its journal had in the beginning: what
 * changed meanwhile comes from the journal and is merged once more.
 */
final class FirstCopy {

    private static final int SAID_EVERY = 10_000;

    private static final System.Logger LOG = System.getLogger(FirstCopy.class.getName());

    private final Function<byte[], CompletionStage<byte[]>> peer;
    private final Function<List<Row>, CompletionStage<Integer>> merge;
    private final Supplier<CompletionStage<Boolean>> probe;
    private final Function<Position, CompletionStage<Position>> end;
    private final CompletableFuture<Position> done = new CompletableFuture<>();
    private Optional<Position> start = Optional.empty();
    private long copied;

    /**
     * @param peer asks the peer's {@link RecordsLog#copy}
     * @param merge brings records in
     * @param probe whether the database takes anything at all
     * @param end says that everything up to a position is here
     */
    FirstCopy(
            Function<byte[], CompletionStage<byte[]>> peer,
            Function<List<Row>, CompletionStage<Integer>> merge,
            Supplier<CompletionStage<Boolean>> probe,
            Function<Position, CompletionStage<Position>> end) {
        this.peer = peer;
        this.merge = merge;
        this.probe = probe;
        this.end = end;
    }

    /** Completes with the position that is covered then; exceptionally when it has to be begun again. */
    CompletionStage<Position> start() {
        ask(CopyPage.Request.first());
        return done;
    }

    private void ask(CopyPage.Request request) {
        peer.apply(request.encode()).whenComplete((answer, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
                return;
            }
            try {
                take(request, CopyPage.decode(request.type(), answer));
            } catch (MalformedEntryException e) {
                done.completeExceptionally(e);
            }
        });
    }

    private void take(CopyPage.Request request, CopyPage page) {
        if (start.isEmpty()) {
            start = Optional.of(page.last());
        }
        if (page.rows().isEmpty()) {
            next(request, page);
            return;
        }
        merge.apply(page.rows()).whenComplete((count, failure) -> {
            if (failure != null) {
                oneByOne(request, page, 0, false);
            } else {
                next(request, page);
            }
        });
    }

    /** The database refused a page: it refuses one record of it, or all because it is ill. */
    private void oneByOne(CopyPage.Request request, CopyPage page, int at, boolean again) {
        if (at == page.rows().size()) {
            next(request, page);
            return;
        }
        Row row = page.rows().get(at);
        merge.apply(List.of(row)).whenComplete((count, refusal) -> {
            if (refusal == null) {
                oneByOne(request, page, at + 1, false);
                return;
            }
            probe.get().whenComplete((well, illness) -> {
                if (illness != null) {
                    done.completeExceptionally(refusal);
                    return;
                }
                if (!again) {
                    oneByOne(request, page, at, true); // it may have become well in between
                    return;
                }
                LOG.log(Level.ERROR, "The record {0} {1} cannot be taken over: {2}", row.type(), row.id(), refusal);
                oneByOne(request, page, at + 1, false);
            });
        });
    }

    private void next(CopyPage.Request request, CopyPage page) {
        long before = copied;
        copied += page.rows().size();
        if (before / SAID_EVERY != copied / SAID_EVERY) {
            LOG.log(Level.INFO, "Records taken over: {0}", copied);
        }
        Optional<CopyPage.Request> following = request.next(page);
        if (following.isPresent()) {
            ask(following.get());
            return;
        }
        LOG.log(Level.INFO, "All records are taken over: {0}", copied);
        end.apply(start.orElseThrow()).whenComplete((position, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else {
                done.complete(position);
            }
        });
    }
}
