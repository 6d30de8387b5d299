package org.duovox.replication;

/**
 * A place in one server's lane: the number of an entry. Grows without gaps within an epoch; the epoch grows at every start of
 * the server. As one long (epoch in the upper 24 bits) positions compare as numbers do.
 */
public record Position(long value) implements Comparable<Position> {

    /** Before the first entry. */
    public static final Position NONE = new Position(0);

    private static final int NUMBER_BITS = 40;

    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("a position is not negative");
        }
    }

    public static Position of(int epoch, long number) {
        if (epoch < 0 || epoch >= 1 << 23 || number < 0 || number >= 1L << NUMBER_BITS) {
            throw new IllegalArgumentException("epoch " + epoch + " or number " + number + " out of range");
        }
        return new Position((long) epoch << NUMBER_BITS | number);
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
