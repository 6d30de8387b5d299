package org.duovox.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duovox.comparison.ComparisonReport.Finding;

/** What a server has found since it was started, and what of it is still to be told by an alarm. Thread-safe. */
public final class Findings {

    /** A comparison may take many hours: an alarm does not wait longer than from one short one to the next. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    /** In an alarm, so that it stays short enough to be kept and mailed as a whole. */
    static final int MOST_TOLD = 3;

    /** What cannot be repaired is known for so many findings: beyond them a disk needs no further alarm to be known as bad. */
    static final int MOST_KNOWN = 10_000;

    /** What is found again after so many repairs cannot be repaired. */
    static final int MOST_REPAIRS = 3;

    /** Even in quiet hours alone there is a comparison a day: what held for so many was repaired. */
    static final Duration REPAIR_HOLDS = Duration.ofDays(7);

    private final Deque<Finding> all = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, Repairs> repairs = new HashMap<>();
    private final List<String> mended = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private int untold;
    private int untoldLost;
    private Instant since = Instant.MAX;

    /** How often something was repaired that did not hold. */
    private record Repairs(int count, Instant last) {

        boolean heldUntil(Instant now) {
            return last.plus(REPAIR_HOLDS).isBefore(now);
        }
    }

    /**
     * Takes it down.
     *
     * @param repaired whether what was wrong is right now; when that is found again, it has gone wrong again
     * @return false if it is known: what cannot be repaired is found in each round
     */
    public synchronized boolean add(Instant at, String what, boolean repaired) {
        if (repaired && timesRepaired(what, at) > MOST_REPAIRS) {
            return add(at, what + " It is found again after each repair.", false);
        }
        if (!repaired && (known.size() >= MOST_KNOWN || !known.add(what))) {
            return false;
        }
        all.addFirst(new Finding(at, what));
        if (all.size() > ComparisonReport.MOST_FINDINGS) {
            all.removeLast();
        }
        List<String> told = repaired ? mended : lost;
        if (told.size() < MOST_TOLD) {
            told.add(what);
        }
        untold++;
        untoldLost += repaired ? 0 : 1;
        since = since.isBefore(at) ? since : at;
        return true;
    }

    private int timesRepaired(String what, Instant at) {
        if (repairs.size() >= MOST_KNOWN) {
            repairs.values().removeIf(repaired -> repaired.heldUntil(at));
        }
        Repairs before = repairs.get(what);
        int count = before == null || before.heldUntil(at) ? 1 : before.count() + 1;
        if (before != null || repairs.size() < MOST_KNOWN) {
            repairs.put(what, new Repairs(count, at));
        }
        return count;
    }

    /** The newest first. */
    public synchronized List<Finding> all() {
        return List.copyOf(all);
    }

    /**
     * What an alarm is to say now, which counts as told then: one for all that a comparison finds, unless that takes too long.
     *
     * @param ended whether nothing is compared at present
     */
    public synchronized Optional<String> toTell(Instant now, boolean ended) {
        if (untold == 0 || !(ended || now.isAfter(since.plus(LONGEST_WAIT)))) {
            return Optional.empty();
        }
        List<String> first =
                Stream.of(lost, mended).flatMap(List::stream).limit(MOST_TOLD).toList();
        String text = "%d findings, %s. %s%s"
                .formatted(
                        untold,
                        untoldLost == 0 ? "all repaired" : untoldLost + " of them cannot be repaired",
                        String.join(" ", first),
                        untold > first.size() ? " The others are on the page Data Comparison." : "");
        mended.clear();
        lost.clear();
        untold = 0;
        untoldLost = 0;
        since = Instant.MAX;
        return Optional.of(text);
    }
}
