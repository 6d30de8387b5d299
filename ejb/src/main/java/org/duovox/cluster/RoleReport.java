package org.duovox.cluster;

/**
 * What a server says of its role in every ping.
 *
 * @param startId drawn at random when the process started: another one means that the peer was restarted
 * @param serial grows with every decision of this process, so that an overtaken report is recognised
 * @param taking about to be Primary: only the role file has to be written
 * @param asks wants the peer's Primary status, and why
 * @param offers has given Primary status up for the peer, and why
 * @param level has, as far as it knows, everything the peer has
 * @param madeByHand an administrator made this server Primary: no automatic failback
 * @param leaving is being shut down
 * @param condition how well it can do its work
 * @param backlog of its entries that we have not acknowledged
 */
public record RoleReport(
        Member member,
        long startId,
        long serial,
        ServerStatus status,
        long term,
        boolean taking,
        HandOver asks,
        HandOver offers,
        boolean level,
        boolean madeByHand,
        boolean leaving,
        Condition condition,
        BacklogLevel backlog) {

    public RoleReport {
        if (term < 0) {
            throw new IllegalArgumentException("A term is never negative: " + term);
        }
    }

    boolean isPrimary() {
        return status == ServerStatus.PRIMARY;
    }

    /** Could become Primary if that was offered to it. */
    boolean canTakeOver() {
        return status == ServerStatus.SECONDARY || status == ServerStatus.REPLICATING_DATA;
    }

    /** Primary, on the way there, or settling who is. */
    boolean claimsPrimary() {
        return isPrimary() || taking || (status == ServerStatus.SPLIT_BRAIN_RECOVERY && !leaving);
    }
}
