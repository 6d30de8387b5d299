package org.duovox.data;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.duovox.replication.Position;

/** The way to change records on this server. Never blocks: commands queue for the one committer. */
public interface DataConnector {

    /**
     * Runs a command in the committer's next transaction.
     *
     * @return completes when its changes are on this server's stable storage; exceptionally when the database refused, or at
     *     once when the queue (4,096 commands) is full
     */
    <R> CompletionStage<Committed<R>> write(WriteCommand<R> command);

    /**
     * Commits next to nothing, to show that the database still does.
     *
     * @return completes when that is on stable storage; exceptionally as {@link #write} does
     */
    CompletionStage<Boolean> probe();

    /**
     * Brings in records of the peer as they are there, as replication does: of each field the newer value stays.
     *
     * @return completes with their number when that is on stable storage; exceptionally as {@link #write} does
     */
    CompletionStage<Integer> merge(List<Row> peers);

    /** A command's result and the position of the last journal entry it made ({@link Position#NONE} if none). */
    record Committed<R>(R result, Position position) {}
}
