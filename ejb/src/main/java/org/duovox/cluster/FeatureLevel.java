package org.duovox.cluster;

/**
 * What a release says and understands. Two releases that run side by side during an upgrade understand each other when each says
 * no more than the other's is used to.
 *
 * @param least the oldest level that it can still talk to
 * @param newest its own
 */
public record FeatureLevel(int least, int newest) {

    /** Raised by a release that says something which the one before does not understand; the one before must stay understood. */
    public static final FeatureLevel OURS = new FeatureLevel(1, 1);

    /** On the wire. */
    private static final int MOST = 255;

    public FeatureLevel {
        if (least < 1 || newest < least || newest > MOST) {
            throw new IllegalArgumentException("Not a feature level: " + least + " to " + newest);
        }
    }

    public boolean understands(FeatureLevel other) {
        return newest >= other.least && other.newest >= least;
    }
}
