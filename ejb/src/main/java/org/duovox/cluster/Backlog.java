package org.duovox.cluster;

/**
 * What the peer has not acknowledged.
 *
 * @param lagMillis age of the oldest entry
 * @param told the level that the operator knows of
 */
record Backlog(long entries, long lagMillis, BacklogLevel level, BacklogLevel told) {

    static final Backlog NONE = new Backlog(0, 0, BacklogLevel.NORMAL, BacklogLevel.NORMAL);
}
