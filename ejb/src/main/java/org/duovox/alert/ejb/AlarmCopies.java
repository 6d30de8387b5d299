package org.duovox.alert.ejb;

import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.BooleanSupplier;
import org.duovox.alert.Occurrence;
import org.duovox.replication.Position;

/**
 * Sees to it that the other server gets to know the alarms of this one while replication is stopped: it may be the one that mails.
 * {@link #bring} for one thread.
 */
final class AlarmCopies {

    private final AlarmRecords records;
    private final BooleanSupplier inContact;

    /** More have no place anyway: the newest alarms are in it. */
    private final BlockingDeque<Kept> uncopied = new LinkedBlockingDeque<>(Occurrence.KEPT);

    private record Kept(String id, Position position) {}

    AlarmCopies(AlarmRecords records, BooleanSupplier inContact) {
        this.records = records;
        this.inContact = inContact;
    }

    /** An alarm is kept here; {@link Position#NONE} if it is not known where it is in the journal. Never blocks. */
    void add(String id, Position position) {
        Kept kept = new Kept(id, position);
        while (!uncopied.offerLast(kept)) {
            uncopied.pollFirst();
        }
    }

    /** Gives over the link what the lanes have not brought after some seconds; for these it waits. */
    void bring() {
        List<Kept> all = List.copyOf(uncopied);
        if (all.isEmpty() || !inContact.getAsBoolean()) {
            return;
        }
        try {
            boolean copied = records.isCopied(all.getLast().position());
            for (Kept kept : all) {
                if (!copied && !records.give(kept.id())) {
                    return; // tried again in the next round
                }
                uncopied.remove(kept);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
