package org.duovox.data;

import java.util.function.LongSupplier;
import org.duovox.cluster.Member;
import org.duovox.replication.Stamp;

/**
 * Stamps that never go back, follow the wall clock, and follow whatever the peer has stamped (Kulkarni et al., "Logical Physical
 * Clocks", 2014). Thread-safe.
 */
public class HybridClock {

    /** The peer's clock may be this far ahead before an operator should hear of it (high-availability.md 3.6). */
    public static final long TOLERATED_AHEAD_MILLIS = 60_000;

    private final Member self;
    private final LongSupplier wallClockMillis;
    private long last;

    /**
     * @param wallClockMillis milliseconds since 1970
     * @param highMark {@link #highMark} as it was last persisted; 0 at the very first start
     */
    public HybridClock(Member self, LongSupplier wallClockMillis, long highMark) {
        this.self = self;
        this.wallClockMillis = wallClockMillis;
        last = highMark;
    }

    /** A stamp greater than every one given or observed before. */
    public synchronized Stamp next() {
        last = Math.max(last + 1, Stamp.timeAt(wallClockMillis.getAsLong()));
        return new Stamp(last, self);
    }

    /**
     * Takes note of the peer's stamp; it is accepted however far ahead it is, for to refuse it would be to lose what it is on.
     *
     * @return how many milliseconds it is ahead of our wall clock if that is more than {@link #TOLERATED_AHEAD_MILLIS}, else 0
     */
    public synchronized long observe(Stamp remote) {
        last = Math.max(last, remote.time());
        long ahead = Stamp.millisOf(remote.time()) - wallClockMillis.getAsLong();
        return ahead > TOLERATED_AHEAD_MILLIS ? ahead : 0;
    }

    /** What to persist with what was stamped. */
    public synchronized long highMark() {
        return last;
    }
}
