package org.duovox.replication;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When entries came, as far as it takes to tell the age of the oldest that waits: marks of how far the log went at a time. Marks are
 * the farther apart the longer the oldest has waited, so that a backlog of a week takes less than two thousand of them. Thread-safe.
 */
final class Arrivals {

    /** An age is told too great by at most one part in so many of what the marks span. */
    private static final int PRECISION = 64;

    private final Deque<Mark> marks = new ArrayDeque<>();

    /** What came after the mark before, up to and with a position, was there at this time at the earliest. */
    private record Mark(Position upTo, long sinceNanos) {}

    /** The log goes this far now. */
    synchronized void note(Position last, long nowNanos) {
        Mark newest = marks.peekLast();
        if (newest != null && newest.upTo().covers(last)) {
            return;
        }
        long since = nowNanos;
        if (newest != null
                && nowNanos - newest.sinceNanos() < (nowNanos - marks.getFirst().sinceNanos()) / PRECISION) {
            since = marks.removeLast().sinceNanos();
        }
        marks.addLast(new Mark(last, since));
    }

    /** How long the oldest entry after a position, which never goes back, has been known; 0 when there is none. */
    synchronized long ageNanos(Position known, long nowNanos) {
        while (!marks.isEmpty() && known.covers(marks.getFirst().upTo())) {
            marks.removeFirst();
        }
        return marks.isEmpty() ? 0 : Math.max(0, nowNanos - marks.getFirst().sinceNanos());
    }

    /** For tests: what is held in memory. */
    synchronized int marks() {
        return marks.size();
    }
}
