package org.duovox.cluster;

/**
 * What the role file holds.
 *
 * @param term grows whenever a server becomes Primary
 * @param pendingSwap this server gave Primary status up for its peer and has not seen it Primary yet
 * @param epoch how often this server was started
 */
public record StoredRole(ServerStatus status, long term, boolean pendingSwap, boolean madeByHand, long epoch) {

    /** A server that was never started. */
    public static final StoredRole NEW = new StoredRole(ServerStatus.STARTING, 0, false, false, 0);

    public StoredRole {
        if (term < 0 || epoch < 0) {
            throw new IllegalArgumentException("Term " + term + " and epoch " + epoch + " are never negative");
        }
    }

    public StoredRole nextEpoch() {
        return new StoredRole(status, term, pendingSwap, madeByHand, epoch + 1);
    }
}
