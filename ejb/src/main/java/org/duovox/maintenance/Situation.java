package org.duovox.maintenance;

import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;

/**
 * What a server knows that looks after a maintenance.
 *
 * @param self the server that looks
 * @param inContact with the other one
 * @param server status of the server that is maintained
 * @param stays status of the other one
 * @param toTakeCalls whether the maintained server's ports are to take calls
 * @param calls in progress on the maintained server
 */
public record Situation(
        Member self, boolean inContact, ServerStatus server, ServerStatus stays, boolean toTakeCalls, int calls) {}
