package org.duovox.cluster;

/**
 * What a server tells its peer (in every ping) and its pages about its work.
 *
 * @param portsTotal voice messaging ports assigned to the server
 * @param portsInService of these, the enabled ones that take calls; 0 while calls are not taken
 * @param callsInProgress now
 * @param backlogEntries entries of both lanes that the peer has not acknowledged
 * @param lagMillis age of the oldest of these
 * @param singleCopyMessages messages whose receipt was given with one copy only and that the peer does not have yet
 */
public record ServerFigures(
        int portsTotal,
        int portsInService,
        boolean takingCalls,
        int callsInProgress,
        long backlogEntries,
        long lagMillis,
        int singleCopyMessages) {

    public static final ServerFigures NONE = new ServerFigures(0, 0, false, 0, 0, 0, 0);
}
