package org.duovox.replication;

/**
 * A place in one server's lane: the number of an entry. Grows without gaps within an epoch; the epoch grows at every start of
 * the server. As one long (epoch in the upper 28 bits) positions compare as numbers do.
 */
public record Position(long value) implements Comparable<Position> {

    /** Before the first entry. */
    public static final Position NONE = new Position(0);

    private static final int EPOCH_BITS = 27;

    /** 68 thousand million entries: 20 years of 100 a second. */
    private static final int NUMBER_BITS = 36;

    private static final long MILLIS_AT_2026 = 1_767_225_600_000L;
    private static final long MILLIS_OF_MINUTE = 60_000L;

    /** 127 years: a clock that is further off does not use the epochs up. */
    private static final long MOST_MINUTES = 1L << (EPOCH_BITS - 1);

    /** A server was hardly started more often than this plus once a minute. */
    private static final int STARTS_AHEAD = 16;

    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("a position is not negative");
        }
    }

    public static Position of(int epoch, long number) {
        if (epoch < 0 || epoch >= 1 << EPOCH_BITS || number < 0 || number >= 1L << NUMBER_BITS) {
            throw new IllegalArgumentException("epoch " + epoch + " or number " + number + " out of range");
        }
        return new Position((long) epoch << NUMBER_BITS | number);
    }

    /**
     * The epoch of a start. Greater than any before; for a server that knows of none, because its disk is new, far above those
     * that one with its name can have used by now: it must not repeat positions that the peer has.
     *
     * @param last the epoch before; 0 when none is known
     */
    public static int epochAfter(int last, long wallClockMillis) {
        long minutes = Math.clamp((wallClockMillis - MILLIS_AT_2026) / MILLIS_OF_MINUTE, 0L, MOST_MINUTES);
        return (int) Math.max(last + 1L, last == 0 ? minutes + STARTS_AHEAD : minutes);
    }

    public int epoch() {
        return (int) (value >>> NUMBER_BITS);
    }

    public long number() {
        return value & ((1L << NUMBER_BITS) - 1);
    }

    public Position next() {
        return of(epoch(), number() + 1);
    }

    /** Whether what is at the other position is covered by having everything up to here. */
    public boolean covers(Position other) {
        return value >= other.value;
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return epoch() + "." + number();
    }
}
