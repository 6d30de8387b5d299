package org.duovox.data;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.duovox.cluster.Member;

/** The newest changes of one server that the records show: among them all that it wrote last and may have lost. */
final class LostChanges {

    /** Records read at a time. */
    private static final int PAGE = 500;

    /** Beyond that a server has lost more than its tail, and needs everything. */
    private static final int MOST = 100_000;

    private final RecordStore store;
    private final Member origin;
    private final int most;
    private final PriorityQueue<ChangeCodec.Stamped> newest =
            new PriorityQueue<>(Comparator.comparing(ChangeCodec.Stamped::stamp));

    LostChanges(RecordStore store, Member origin, long most) {
        this.store = store;
        this.origin = origin;
        this.most = (int) Math.max(1, Math.min(MOST, most));
    }

    /** In the order of their stamps; a stamp's change may come in parts. */
    List<ChangeCodec.Stamped> find() {
        for (EntityType type : EntityType.values()) {
            String after = "";
            List<Row> page = store.rows(type, after, PAGE);
            while (!page.isEmpty()) {
                page.forEach(this::take);
                after = page.getLast().id();
                page = store.rows(type, after, PAGE);
            }
        }
        return newest.stream()
                .sorted(Comparator.comparing(ChangeCodec.Stamped::stamp))
                .toList();
    }

    private void take(Row row) {
        for (ChangeCodec.Stamped change : ChangeCodec.changes(row)) {
            if (change.stamp().origin() == origin) {
                newest.add(change);
                if (newest.size() > most) {
                    newest.remove();
                }
            }
        }
    }
}
