package org.duovox.data;

import org.duovox.cluster.Member;
import org.duovox.replication.Stamp;

/**
 * Stamps that never go back, follow the wall clock, and follow whatever the peer has stamped (Kulkarni et al., "Logical Physical
 * Clocks", 2014). Where they are ahead of the wall clock, for a clock was wrong, they do not stand still until it has caught up: then
 * what two servers do while they are apart would be in the order of how much each did, and not of when. They go on at half the speed
 * of time on both servers. Thread-safe.
 */
public class HybridClock {

    /** The peer's clock may be this far ahead before an operator should hear of it (high-availability.md 3.6). */
    public static final long TOLERATED_AHEAD_MILLIS = 60_000;

    /** The wall clock is believed about how long a server was down up to an hour, and only while stamps are ahead of it. */
    static final long MOST_DOWN_MILLIS = 3_600_000;

    /** What time is divided by while the stamps are ahead; so that they are not for ever. */
    private static final int SLOWER = 2;

    private final Member self;
    private final ServerClocks clocks;
    private long last;

    /** What the clocks said then. */
    private Moment lastAt;

    /** @param mark {@link #mark} as it was last persisted */
    public HybridClock(Member self, ServerClocks clocks, Mark mark) {
        this.self = self;
        this.clocks = clocks;
        lastAt = moment();
        last = mark.time() + whileDown(mark, lastAt.wall());
    }

    /** What a server's clocks say at a time. */
    private record Moment(long wall, long monotonic) {}

    private Moment moment() {
        return new Moment(clocks.wallMillis(), clocks.monotonicMillis());
    }

    /** Nothing when the stamps are not ahead any more: a clock that was behind then looks like a server that was down for long. */
    private static long whileDown(Mark mark, long wall) {
        long down = wall - mark.wallMillis();
        boolean counts = mark.wallMillis() > 0 && down > 0 && mark.time() > Stamp.timeAt(wall);
        return counts ? ahead(Math.min(down, MOST_DOWN_MILLIS)) : 0;
    }

    /**
     * Where a clock stood.
     *
     * @param time of its last stamp
     * @param wallMillis the wall clock then; 0 if it is not known
     */
    public record Mark(long time, long wallMillis) {

        /** Before the very first start. */
        public static final Mark NONE = new Mark(0, 0);
    }

    private static long ahead(long millis) {
        return Stamp.timeAt(millis) / SLOWER;
    }

    private long timeAt(Moment now) {
        long passed = Math.max(0, now.monotonic() - lastAt.monotonic());
        return Math.max(Stamp.timeAt(now.wall()), last + ahead(passed));
    }

    /** A stamp greater than every one given or observed before. */
    public synchronized Stamp next() {
        Moment now = moment();
        last = Math.max(last + 1, timeAt(now));
        lastAt = now;
        return new Stamp(last, self);
    }

    /**
     * Takes note of the peer's stamp; it is accepted however far ahead it is, for to refuse it would be to lose what it is on.
     *
     * @return how many milliseconds it is ahead of our wall clock if that is more than {@link #TOLERATED_AHEAD_MILLIS}, else 0
     */
    public synchronized long observe(Stamp remote) {
        Moment now = moment();
        if (remote.time() > last) {
            last = Math.max(remote.time(), timeAt(now));
            lastAt = now;
        }
        long ahead = Stamp.millisOf(remote.time()) - now.wall();
        return ahead > TOLERATED_AHEAD_MILLIS ? ahead : 0;
    }

    /** The time of the last stamp. */
    public synchronized long highMark() {
        return last;
    }

    /** What to persist with what was stamped. */
    public synchronized Mark mark() {
        return new Mark(last, lastAt.wall());
    }
}
