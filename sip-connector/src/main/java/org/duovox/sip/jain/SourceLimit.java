package org.duovox.sip.jain;

import java.util.HashMap;
import java.util.Map;

/** Counts new calls of each source in each second, so that one that has gone wild does not use up what the others need. */
final class SourceLimit {

    /** More sources than phone systems exist in any installation; when the table is full, newcomers share one count. */
    static final int MAX_SOURCES = 1000;

    private static final String ALL_OTHERS = "";

    private final int perSecond;
    private final Map<String, Integer> counts = new HashMap<>();
    private long second = Long.MIN_VALUE;

    SourceLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Whether one more call of this source is within the limit.
     *
     * @param nowNanos of a monotonic clock
     */
    synchronized boolean admits(String source, long nowNanos) {
        long now = Math.floorDiv(nowNanos, 1_000_000_000L);
        if (now != second) {
            second = now;
            counts.clear();
        }
        String counted = counts.size() < MAX_SOURCES || counts.containsKey(source) ? source : ALL_OTHERS;
        return counts.merge(counted, 1, Integer::sum) <= perSecond;
    }

    synchronized int sources() {
        return counts.size();
    }
}
