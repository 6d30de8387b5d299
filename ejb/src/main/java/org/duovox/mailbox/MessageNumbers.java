package org.duovox.mailbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.duovox.cluster.Member;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Records;
import org.duovox.data.Row;
import org.duovox.data.WriteCommand;
import org.duovox.data.WriteCommand.Written;
import org.duovox.user.UserId;

/**
 * Numbers of the messages in one mailbox, as mail clients need them (RFC 9051, 2.3.1.1): no number is ever given twice, and none
 * appears below one that was shown already. A message whose number would appear too late is not shown until it has a new one.
 *
 * <p>Only a Primary gives numbers, the publisher odd ones and the subscriber even ones, each with the highest number of the other
 * that it knew. So it is seen from the numbers alone which were given without knowledge of each other (high-availability.md 3.4).
 */
public final class MessageNumbers {

    /** Left out at a promotion: more than the dead Primary may have shown within what was not replicated. */
    static final int GAP = 1_000;

    /** A number that is shown, and what was seen; then perhaps another that is held. */
    private static final String NOTHING_SHOWN = "0 0";

    private static final int PARTS = 2;
    private static final int PARTS_WITH_HELD = 4;

    private final Map<String, Given> numbers = new HashMap<>();
    private final Map<Member, NavigableMap<Long, Long>> leastSeenFrom = new HashMap<>();
    private final Map<Member, Long> highest = new HashMap<>();
    private long highestHeld;

    /**
     * A number in its message.
     *
     * @param seen the other server's highest number known when it was given
     */
    private record Given(Member by, long number, long seen) {}

    private MessageNumbers(Collection<Row> mailbox) {
        Map<Member, List<Given>> all = new HashMap<>();
        for (Row row : mailbox) {
            for (Member member : Member.values()) {
                String[] parts = row.get(MessageFields.number(member)).split(" ", -1);
                if (parts.length == PARTS_WITH_HELD) {
                    highestHeld = Math.max(highestHeld, Long.parseLong(parts[2]));
                }
                if (parts.length >= PARTS && !parts[0].equals("0")) {
                    Given given = new Given(member, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                    all.computeIfAbsent(member, any -> new ArrayList<>()).add(given);
                    numbers.merge(row.id(), given, (one, other) -> one.number() > other.number() ? one : other);
                }
            }
        }
        all.forEach(this::index);
    }

    /** For each number of a server the least that was seen with it or a later one. */
    private void index(Member member, List<Given> given) {
        NavigableMap<Long, Long> least = new TreeMap<>();
        long seen = Long.MAX_VALUE;
        given.sort(Comparator.comparingLong(Given::number).reversed());
        for (Given each : given) {
            seen = Math.min(seen, each.seen());
            least.put(each.number(), seen);
        }
        leastSeenFrom.put(member, least);
        highest.put(member, given.getFirst().number());
    }

    /** Whether the other server may have shown a greater number before it knew of this one. */
    private boolean isLate(Given given) {
        NavigableMap<Long, Long> others = leastSeenFrom.get(given.by().peer());
        Map.Entry<Long, Long> next = others == null ? null : others.higherEntry(given.number());
        return next != null && next.getValue() < given.number();
    }

    /** The numbers of a mailbox that clients may be shown, by the messages' ids. */
    public static Map<String, Long> shown(Collection<Row> mailbox) {
        MessageNumbers all = new MessageNumbers(mailbox);
        Map<String, Long> shown = new HashMap<>();
        all.numbers.forEach((id, given) -> {
            if (!all.isLate(given)) {
                shown.put(id, given.number());
            }
        });
        return shown;
    }

    /** Gives numbers to the messages that have none, or one that came too late. Reads a mailbox once, and then what is new in it. */
    static WriteCommand<Integer> give(Member self, UserId mailbox) {
        return records -> records.numbered(mailbox.value())
                .map(known -> giveToNew(self, mailbox, records, known))
                .orElseGet(() -> giveToAll(self, mailbox, records));
    }

    private static Written<Integer> giveToNew(Member self, UserId mailbox, Records records, Records.Numbered known) {
        List<Row> fresh = known.since().stream()
                .flatMap(id -> records.find(EntityType.MESSAGE, id).stream())
                .filter(row -> row.get(MessageFields.MAILBOX).equals(mailbox.value()))
                .toList();
        return given(mailbox, records, new Numberer(self, known.highest(), 0), fresh);
    }

    private static Written<Integer> giveToAll(Member self, UserId mailbox, Records records) {
        List<Row> rows = in(records, mailbox);
        MessageNumbers all = new MessageNumbers(rows);
        return given(mailbox, records, new Numberer(self, all.highest(self), 0), all.wanting(rows));
    }

    private static Written<Integer> given(UserId mailbox, Records records, Numberer numberer, List<Row> wanting) {
        List<Change> changes = numberer.number(wanting, (before, given) -> given);
        records.allNumbered(mailbox.value(), numberer.highest());
        return new Written<>(changes.size(), changes);
    }

    /**
     * The first numbers since the server became Primary: they are not shown until {@link #release} says so, which is when the
     * other server knows them. So what a server has shown and nobody else knows is always less than a gap.
     *
     * @param gap left out first: {@link #GAP}
     */
    static WriteCommand<Integer> hold(Member self, UserId mailbox, int gap) {
        return written(mailbox, rows -> {
            MessageNumbers all = new MessageNumbers(rows);
            return new Numberer(self, all.highest(self), gap)
                    .number(all.wanting(rows), (before, given) -> shownIn(before) + " " + given);
        });
    }

    private static String shownIn(String before) {
        String[] parts = before.split(" ", -1);
        return parts.length < PARTS ? NOTHING_SHOWN : parts[0] + " " + parts[1];
    }

    /** Shows what this server held, lower numbers first. */
    static WriteCommand<Integer> release(Member self, UserId mailbox) {
        return written(
                mailbox,
                rows -> rows.stream()
                        .map(row -> new Held(
                                row, List.of(row.get(MessageFields.number(self)).split(" ", -1))))
                        .filter(held -> held.parts().size() == PARTS_WITH_HELD)
                        .sorted(Comparator.comparingLong(
                                held -> Long.parseLong(held.parts().get(2))))
                        .map(held -> numbered(
                                self,
                                held.row(),
                                held.parts().get(2) + " " + held.parts().get(3)))
                        .toList());
    }

    private record Held(Row row, List<String> parts) {}

    private static Change numbered(Member self, Row row, String text) {
        return new Change(EntityType.MESSAGE, row.id(), Map.of(MessageFields.number(self), text));
    }

    private static WriteCommand<Integer> written(UserId mailbox, Function<List<Row>, List<Change>> decision) {
        return records -> {
            records.notAllNumbered(mailbox.value());
            List<Change> changes = decision.apply(in(records, mailbox));
            return new Written<>(changes.size(), changes);
        };
    }

    private static List<Row> in(Records records, UserId mailbox) {
        return records.where(EntityType.MESSAGE, MessageFields.MAILBOX, mailbox.value());
    }

    private List<Row> wanting(List<Row> rows) {
        return rows.stream()
                .filter(row -> Optional.ofNullable(numbers.get(row.id()))
                        .map(this::isLate)
                        .orElse(true))
                .toList();
    }

    private Records.Highest highest(Member self) {
        return new Records.Highest(
                Math.max(highestHeld, highest.getOrDefault(self, 0L)), highest.getOrDefault(self.peer(), 0L));
    }

    /** Counts on from the greatest numbers of a mailbox. */
    private static final class Numberer {

        private final Member self;
        private final long seen;
        private long next;

        Numberer(Member self, Records.Highest highest, int gap) {
            this.self = self;
            seen = highest.other();
            next = Math.max(highest.own(), seen) + gap;
        }

        List<Change> number(List<Row> wanting, BinaryOperator<String> text) {
            List<Change> changes = new ArrayList<>();
            wanting.stream()
                    .sorted(Comparator.<Row>comparingLong(row -> row.getLong(MessageFields.RECEIVED))
                            .thenComparing(Row::id))
                    .forEach(row -> {
                        next = following(next);
                        String before = row.get(MessageFields.number(self));
                        changes.add(numbered(self, row, text.apply(before, next + " " + seen)));
                    });
            return changes;
        }

        Records.Highest highest() {
            return new Records.Highest(next, seen);
        }

        private long following(long number) {
            boolean odd = self == Member.PUBLISHER;
            return number + ((number % 2 == 1) == odd ? 2 : 1);
        }
    }
}
