package org.duovox.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** So many times within that long. */
public record Rate(int times, Duration within) {

    /** An administrator who wants more than that wants no limit. */
    public static final int MOST_TIMES = 1_000;

    public static final int LONGEST_MINUTES = 24 * 60;

    public Rate {
        if (times < 0 || times > MOST_TIMES || within.isNegative() || within.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("no rate: " + times + " within " + within);
        }
    }

    /**
     * How many of these happened within the time that ends now. The two servers' clocks may differ: what happened a little in the
     * future counts, and what a clock that was far ahead wrote does not count for ever.
     */
    long count(Stream<Instant> happened, Instant now) {
        return happened.filter(at -> Duration.between(at, now).abs().compareTo(within) < 0)
                .count();
    }
}
