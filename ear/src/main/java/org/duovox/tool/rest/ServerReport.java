package org.duovox.tool.rest;

/**
 * What a server says of itself or of its peer.
 *
 * @param member PUBLISHER or SUBSCRIBER
 * @param status as ServerStatus names it, such as PRIMARY
 * @param self of the server that was asked
 */
public record ServerReport(
        String member,
        String address,
        String status,
        String title,
        boolean self,
        String since,
        String why,
        Figures figures) {

    /** The work of a server. */
    public record Figures(
            long portsTotal,
            long portsInService,
            boolean takingCalls,
            long callsInProgress,
            long backlogEntries,
            long lagMillis,
            long singleCopyMessages) {}

    static ServerReport of(Json json) {
        return new ServerReport(
                json.at("member").text(),
                json.at("address").text(),
                json.at("status").text(),
                json.at("title").text(),
                json.at("self").flag(),
                json.at("since").text(),
                json.at("why").text(),
                new Figures(
                        json.at("portsTotal").number(),
                        json.at("portsInService").number(),
                        json.at("takingCalls").flag(),
                        json.at("callsInProgress").number(),
                        json.at("backlogEntries").number(),
                        json.at("lagMillis").number(),
                        json.at("singleCopyMessages").number()));
    }

    public boolean isPrimary() {
        return status.equals("PRIMARY");
    }

    public boolean isSecondary() {
        return status.equals("SECONDARY");
    }
}
