package org.duovox.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.data.EntityType;
import org.duovox.data.MergeListener;
import org.duovox.data.MergedChange;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.replication.Stamp;
import org.jspecify.annotations.Nullable;

/** Notes what comes from the peer after the servers were apart, and what it clashes with. Thread-safe; bounded. */
public final class MergeBook implements MergeListener {

    private final Member self;
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final Map<String, Clash> clashes = new LinkedHashMap<>();
    private volatile boolean open;
    private long apartSince;
    private long apartUntil;
    private int untold;

    public MergeBook(Member self) {
        this.self = self;
    }

    /** Begins anew. What this server stamps from there on the peer does not know. */
    public synchronized void open(long sinceStamp) {
        taken.clear();
        clashes.clear();
        untold = 0;
        apartSince = sinceStamp;
        apartUntil = Long.MAX_VALUE;
        open = true;
    }

    /** What this server stamps after that one the peer may know when it is told the same. */
    public synchronized void together(long newestStamp) {
        apartUntil = Math.min(apartUntil, newestStamp);
    }

    /** They are apart again. */
    public synchronized void apart() {
        apartUntil = Long.MAX_VALUE;
    }

    public synchronized void close() {
        open = false;
        taken.clear();
        clashes.clear();
    }

    public synchronized List<Taken> taken() {
        return List.copyOf(taken.values());
    }

    public synchronized List<Clash> clashes() {
        return List.copyOf(clashes.values());
    }

    /** What did not fit into the lists. */
    public synchronized int untold() {
        return untold;
    }

    @Override
    public boolean listens() {
        return open;
    }

    @Override
    public synchronized void merged(List<MergedChange> changes) {
        if (open) {
            changes.forEach(this::merged);
        }
    }

    private void merged(MergedChange merged) {
        EntityType type = merged.change().type();
        if (type == EntityType.ALARM || type == EntityType.MWI) {
            return;
        }
        boolean fresh = type == EntityType.MESSAGE && merged.before().isEmpty();
        boolean told = fresh;
        for (String field : merged.change().fields().keySet()) {
            if (RecordWords.tells(type, field, merged.after().id()) && isNews(merged, field)) {
                told = true;
                merged.before().ifPresent(before -> clash(merged, before, field));
            }
        }
        if (told) {
            count(mailbox(merged.after()), fresh);
        }
    }

    /** Records are written again when they are compared, and their fields come once more. */
    private static boolean isNews(MergedChange merged, String field) {
        return merged.before()
                .map(before -> !merged.stamp().equals(before.stamps().get(field)))
                .orElse(true);
    }

    private void count(String mailbox, boolean fresh) {
        if (!taken.containsKey(mailbox) && taken.size() >= MergeReport.MOST_MAILBOXES) {
            untold++;
            return;
        }
        Taken before = taken.getOrDefault(mailbox, new Taken(mailbox, 0, 0));
        taken.put(mailbox, fresh ? before.message() : before.change());
    }

    private void clash(MergedChange merged, Row before, String field) {
        String key = merged.after().type() + " " + merged.after().id() + " " + field;
        String theirs = merged.change().fields().getOrDefault(field, "");
        Optional<Clash> known = Optional.ofNullable(clashes.get(key));
        boolean news =
                toldApart(before.stamps().get(field)) && !before.get(field).equals(theirs);
        if (known.isEmpty() && !news) {
            return;
        }
        if (known.isEmpty() && clashes.size() >= MergeReport.MOST_CLASHES) {
            untold++;
            return;
        }
        Row after = merged.after();
        String own = known.map(clash -> self == Member.PUBLISHER ? clash.publisher() : clash.subscriber())
                .orElseGet(() -> RecordWords.value(after.type(), field, before.get(field), after.id()));
        String other = RecordWords.value(after.type(), field, theirs, after.id());
        Stamp winner = after.stamps().get(field);
        clashes.put(
                key,
                new Clash(
                        mailbox(after),
                        RecordWords.what(after, field),
                        self == Member.PUBLISHER ? own : other,
                        self == Member.PUBLISHER ? other : own,
                        RecordWords.kept(after, field, winner)));
    }

    /** Whether this server was told so while the peer could not know. */
    private boolean toldApart(@Nullable Stamp stamp) {
        if (stamp == null || stamp.origin() != self) {
            return false;
        }
        return stamp.time() >= apartSince && stamp.time() <= apartUntil;
    }

    private static String mailbox(Row row) {
        return switch (row.type()) {
            case MESSAGE -> row.get(MessageFields.MAILBOX);
            case USER -> row.id();
            case ADMINISTRATOR, PHONE_SYSTEM, PORT_GROUP, PORT, MWI, SETTING, ALARM -> "";
        };
    }
}
