package org.duovox.replication;

import org.duovox.cluster.Member;

/**
 * One thing that a server wrote, on its way to the other.
 *
 * @param position in the origin's lane
 * @param previous position of the origin's entry before this one; shows gaps and lost tails
 * @param body in the lane's own encoding; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; entries are never compared
public record Entry(Member origin, Lane lane, Position position, Position previous, byte[] body) {}
