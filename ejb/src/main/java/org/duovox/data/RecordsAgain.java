package org.duovox.data;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.duovox.replication.Position;

/** For a peer that does not have what it should. */
@FunctionalInterface
public interface RecordsAgain {

    /**
     * Writes records to the journal once more as they are here, with their stamps, so that the peer merges them into its own.
     * Those that are not here are passed over.
     *
     * @return completes when that is on this server's stable storage; exceptionally as {@link DataConnector#write} does
     */
    CompletionStage<Position> writeAgain(EntityType type, List<String> ids);
}
