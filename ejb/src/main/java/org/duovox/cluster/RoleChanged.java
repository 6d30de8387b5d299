package org.duovox.cluster;

/**
 * Fired (as a CDI event, after the new status is in force) whenever this server's status or its contact with the peer changed.
 *
 * @param why in an operator's words
 */
public record RoleChanged(ServerStatus before, ServerStatus now, boolean peerInContact, String why) {}
