package org.duovox.comparison;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.duovox.comparison.Difference.Missing;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsAgain;
import org.duovox.data.Row;
import org.duovox.data.Transactions;
import org.duovox.replication.Position;

/**
 * Compares all records of this server with the peer's, a page at a time, while both go on working. What differs is looked at
 * again when everything that had been written by then is applied on both sides: what still differs in the same way then is no
 * matter of time. Both servers write it to their journals again, and merging makes it the same.
 *
 * <p>The net under replication: for what a disk lost or changed without a word. Owns no thread; thread-safe.
 */
public final class RecordComparison {

    /** Records that may be waiting for their second look; more than that is left for the next round. */
    private static final int MOST_SUSPECTS = 2_000;

    private static final List<EntityType> TYPES = List.of(EntityType.values());

    private final Transactions database;
    private final Function<byte[], CompletionStage<byte[]>> peer;
    private final RecordsAgain again;
    private final Consumer<Difference> found;
    private final Map<RecordId, Suspect> suspects = new LinkedHashMap<>();
    private int type;
    private String after = "";
    private boolean asking;
    private boolean pageNext = true;
    private long compared;

    private record RecordId(EntityType type, String id) {}

    /** How a record differed, and up to where both journals went when that was seen. */
    private record Suspect(long ours, long theirs, Position ourLast, Position theirLast) {}

    /**
     * @param peer asks the peer, which has an {@link Answerer}
     * @param found told of each difference that is mended; must not block
     */
    public RecordComparison(
            Transactions database,
            Function<byte[], CompletionStage<byte[]>> peer,
            RecordsAgain again,
            Consumer<Difference> found) {
        this.database = database;
        this.peer = peer;
        this.again = again;
        this.found = found;
    }

    /** Begins from the first record, whatever was going on. */
    public synchronized void begin() {
        suspects.clear();
        type = 0;
        after = "";
        compared = 0;
    }

    /** Does a little; nothing while an answer is awaited. False when everything has been compared, until it begins anew. */
    public synchronized boolean turn() {
        if (asking) {
            return true;
        }
        boolean pages = type < TYPES.size();
        if (!pages && suspects.isEmpty()) {
            return false;
        }
        boolean page = pages && (pageNext || suspects.isEmpty()) && suspects.size() < MOST_SUSPECTS;
        pageNext = !page;
        if (page) {
            EntityType now = TYPES.get(type);
            String from = after;
            ask(Question.page(now, from), answer -> compare(now, from, Answer.decode(answer)));
        } else {
            lookAgain();
        }
        return true;
    }

    /** Records that were compared since the round began. */
    public synchronized long compared() {
        return compared;
    }

    private void ask(Question question, Consumer<byte[]> then) {
        asking = true;
        peer.apply(question.encode()).whenComplete((answer, failure) -> answered(answer, failure, then));
    }

    private synchronized void answered(byte[] answer, Throwable failure, Consumer<byte[]> then) {
        asking = false;
        if (failure == null) {
            then.accept(answer);
        } // else it is asked again in the next turn
    }

    private void compare(EntityType of, String from, Answer theirs) {
        if (type >= TYPES.size() || of != TYPES.get(type) || !from.equals(after)) {
            return; // it began anew meanwhile
        }
        Answer ours = database.inOne(store -> Answer.page(store, of, from));
        Optional<String> end = end(ours, theirs);
        SortedSet<String> ids = new TreeSet<>(ours.digests().keySet());
        ids.addAll(theirs.digests().keySet());
        for (String id : ids) {
            if (end.isPresent() && id.compareTo(end.get()) > 0) {
                break;
            }
            compared++;
            long our = ours.digests().getOrDefault(id, 0L);
            long their = theirs.digests().getOrDefault(id, 0L);
            if (our != their && suspects.size() < MOST_SUSPECTS) {
                suspects.put(new RecordId(of, id), new Suspect(our, their, ours.written(), theirs.written()));
            }
        }
        after = end.orElse("");
        if (end.isEmpty()) {
            type++;
        }
    }

    /** Up to where both pages reach; nothing when neither goes on. */
    private static Optional<String> end(Answer ours, Answer theirs) {
        Optional<String> our =
                ours.more() ? Optional.of(ours.digests().lastEntry().getKey()) : Optional.empty();
        Optional<String> their =
                theirs.more() ? Optional.of(theirs.digests().lastEntry().getKey()) : Optional.empty();
        if (our.isPresent() && their.isPresent()) {
            return our.get().compareTo(their.get()) < 0 ? our : their;
        }
        return our.or(() -> their);
    }

    private void lookAgain() {
        EntityType of = suspects.keySet().iterator().next().type();
        List<String> ids = suspects.keySet().stream()
                .filter(suspect -> suspect.type() == of)
                .map(RecordId::id)
                .limit(Question.MOST_IDS)
                .toList();
        ask(
                new Question(Question.Kind.RECORDS, of, "", ids),
                answer -> judge(of, ids, Answer.Whole.decode(of, answer)));
    }

    private void judge(EntityType of, List<String> ids, Answer.Whole theirs) {
        Answer.Whole ours = database.inOne(store -> Answer.Whole.of(store, of, ids));
        List<String> guilty = new ArrayList<>();
        for (String id : ids) {
            RecordId record = new RecordId(of, id);
            Suspect suspect = suspects.remove(record);
            if (suspect == null) {
                continue;
            }
            long our = ours.row(id).map(RecordDigest::of).orElse(0L);
            long their = theirs.row(id).map(RecordDigest::of).orElse(0L);
            boolean unchanged = our == suspect.ours() && their == suspect.theirs();
            boolean settled = ours.applied().covers(suspect.theirLast())
                    && theirs.applied().covers(suspect.ourLast());
            if (our == their) {
                continue;
            }
            if (unchanged && settled) {
                guilty.add(id);
                found.accept(difference(of, id, ours.row(id), theirs.row(id)));
            } else {
                suspects.put(record, unchanged ? suspect : new Suspect(our, their, ours.written(), theirs.written()));
            }
        }
        mend(of, guilty);
    }

    /** Each server writes what it has, so that both have both, whatever each lacked. */
    private void mend(EntityType of, List<String> ids) {
        if (!ids.isEmpty()) {
            var unused = again.writeAgain(of, ids);
            ask(new Question(Question.Kind.AGAIN, of, "", ids), answer -> {});
        }
    }

    private static Difference difference(EntityType of, String id, Optional<Row> ours, Optional<Row> theirs) {
        Set<String> fields = new HashSet<>();
        Set<String> all = new HashSet<>(ours.map(row -> row.stamps().keySet()).orElse(Set.of()));
        all.addAll(theirs.map(row -> row.stamps().keySet()).orElse(Set.of()));
        for (String field : all) {
            boolean same = ours.map(row -> row.get(field)).equals(theirs.map(row -> row.get(field)))
                    && ours.map(row -> row.stamps().get(field))
                            .equals(theirs.map(row -> row.stamps().get(field)));
            if (!same) {
                fields.add(field);
            }
        }
        return new Difference(of, id, fields, missing(ours, theirs));
    }

    private static Missing missing(Optional<Row> ours, Optional<Row> theirs) {
        if (ours.isEmpty()) {
            return Missing.HERE;
        }
        return theirs.isEmpty() ? Missing.THERE : Missing.NOWHERE;
    }
}
