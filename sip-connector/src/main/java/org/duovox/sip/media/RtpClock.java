package org.duovox.sip.media;

import java.time.Duration;
import org.duovox.sip.Codec;

/** The arithmetic between time and samples at 8000 a second. */
final class RtpClock {

    /** One packet every 20 ms, the default of RFC 3551. */
    static final long TICK_NANOS = 20_000_000;

    /** Samples, and bytes, in one tick. */
    static final int TICK_SAMPLES = 160;

    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / Codec.BYTES_PER_SECOND;

    private RtpClock() {}

    static long samples(long nanos) {
        return nanos / NANOS_PER_SAMPLE;
    }

    /** Good for every duration that telephony knows; more than 292 years are an {@link ArithmeticException}. */
    static long samples(Duration duration) {
        return samples(duration.toNanos());
    }

    static Duration duration(long samples) {
        return Duration.ofNanos(samples * NANOS_PER_SAMPLE);
    }
}
