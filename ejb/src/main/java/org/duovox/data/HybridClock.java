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

    /** The wall clock is believed about how long a server was down up to an hour: wrong ones must not add up. */
    static final long MOST_DOWN_MILLIS = 3_600_000;

    /** What time is divided by while the stamps are ahead; so that they are not for ever. */
    private static final int SLOWER = 2;

    private final Member self;
    private final ServerClocks clocks;
    private long last;

    /** What the clocks said then. */
    private long lastMonotonic;

    private long lastWall;

    /** @param mark {@link #mark} as it was last persisted */
    public HybridClock(Member self, ServerClocks clocks, Mark mark) {
        this.self = self;
        this.clocks = clocks;
        long down = clocks.wallMillis() - mark.wallMillis();
        boolean known = mark.wallMillis() > 0 && down > 0;
        set(mark.time() + (known ? ahead(Math.min(down, MOST_DOWN_MILLIS)) : 0));
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

    private void set(long time) {
        last = time;
        lastMonotonic = clocks.monotonicMillis();
        lastWall = clocks.wallMillis();
    }

    private long now() {
        long passed = Math.max(0, clocks.monotonicMillis() - lastMonotonic);
        return Math.max(Stamp.timeAt(clocks.wallMillis()), last + ahead(passed));
    }

    /** A stamp greater than every one given or observed before. */
    public synchronized Stamp next() {
        set(Math.max(last + 1, now()));
        return new Stamp(last, self);
    }

    /**
     * Takes note of the peer's stamp; it is accepted however far ahead it is, for to refuse it would be to lose what it is on.
     *
     * @return how many milliseconds it is ahead of our wall clock if that is more than {@link #TOLERATED_AHEAD_MILLIS}, else 0
     */
    public synchronized long observe(Stamp remote) {
        if (remote.time() > last) {
            set(Math.max(remote.time(), now()));
        }
        long ahead = Stamp.millisOf(remote.time()) - clocks.wallMillis();
        return ahead > TOLERATED_AHEAD_MILLIS ? ahead : 0;
    }

    /** The time of the last stamp. */
    public synchronized long highMark() {
        return last;
    }

    /** What to persist with what was stamped. */
    public synchronized Mark mark() {
        return new Mark(last, lastWall);
    }
}
