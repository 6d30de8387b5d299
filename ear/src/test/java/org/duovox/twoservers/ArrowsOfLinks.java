package org.duovox.twoservers;

import static org.duovox.tool.install.Member.PUBLISHER;
import static org.duovox.tool.install.Member.SUBSCRIBER;
import static org.duovox.twoservers.Cluster.BOTH;
import static org.duovox.twoservers.Cluster.arrow;

import java.time.Duration;
import org.duovox.tool.install.Member;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Wait;

/** The arrows of links that are cut and healed. */
final class ArrowsOfLinks {

    /** So long both are Primary, and work. */
    private static final Duration APART = Duration.ofSeconds(2);

    private final Cluster cluster;

    ArrowsOfLinks(Cluster cluster) {
        this.cluster = cluster;
    }

    void cut() {
        arrow("The link is cut and healed: both Primary");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed("cut link", SUBSCRIBER, "PRIMARY", cluster::cut);
        String message =
                cluster.server(PUBLISHER).administration().messages().getFirst().id();
        act(PUBLISHER, message, "save");
        act(SUBSCRIBER, message, "delete");
        healed(alarms);
        clashIsTold();
        calls.hangUpWhole();
    }

    private void act(Member on, String message, String verb) {
        cluster.server(on).administration().act(TwoServers.MAILBOX, TwoServers.PIN, message, verb);
    }

    /** The report of the recovery: what the owner wanted on the one server and on the other. */
    private void clashIsTold() {
        Rest rest = cluster.server(SUBSCRIBER).administration().rest();
        Wait.until(
                () -> rest.get("/cluster/recoveries").at("recoveries").items().stream()
                        .flatMap(recovery -> recovery.at("clashes").items().stream())
                        .anyMatch(clash -> clash.at("publisher").text().equals("saved")
                                && clash.at("subscriber").text().equals("deleted")
                                && clash.at("kept").text().startsWith("deleted: the later one")),
                Duration.ofSeconds(20),
                () -> "The clash is not told: "
                        + rest.get("/cluster/recoveries").written());
    }

    void cutOneWay() {
        arrow("The link is cut in one direction and healed");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed(
                "link cut one way",
                SUBSCRIBER,
                "PRIMARY",
                () -> cluster.links()
                        .cutOneWay(
                                cluster.server(PUBLISHER).address(),
                                cluster.server(SUBSCRIBER).address()));
        healed(alarms);
        calls.hangUpWhole();
    }

    private void healed(Alarms alarms) {
        cluster.expect(PUBLISHER, "PRIMARY");
        alarms.await(cluster.server(PUBLISHER), "PUBLISHER NoConnectionToPeer");
        alarms.awaitTakeover(cluster.server(SUBSCRIBER), SUBSCRIBER);
        Wait.pause(APART);
        cluster.timed(
                "split brain healed",
                SUBSCRIBER,
                "SECONDARY",
                () -> cluster.links().heal());
        cluster.await(PUBLISHER, "PRIMARY");
        for (Member member : BOTH) {
            cluster.alarmsOnBoth(
                    alarms,
                    member + " RegainedPeerCommunication",
                    member + " SplitBrainDetected",
                    member + " SbrInitiated",
                    member + " Split Brain Recovery");
        }
        recovered(alarms);
    }

    private void recovered(Alarms alarms) {
        cluster.alarmsOnBoth(
                alarms,
                "PUBLISHER SbrInitiated",
                "PUBLISHER Split Brain Recovery",
                "PUBLISHER Primary",
                "PUBLISHER SbrSuccessful");
        cluster.alarmsOnBoth(
                alarms,
                "SUBSCRIBER Split Brain Recovery",
                "PUBLISHER Primary",
                "SUBSCRIBER SbrSuccessful",
                "SUBSCRIBER Secondary");
    }

    void cutDuringRecovery() {
        arrow("The link is cut once more during Split Brain Recovery");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.cut();
        cluster.await(SUBSCRIBER, "PRIMARY");
        Wait.pause(APART);
        cluster.links().heal();
        // It may last a second only; the timeline keeps it.
        alarms.await(cluster.server(SUBSCRIBER), "SUBSCRIBER Split Brain Recovery");
        cluster.cut();
        cluster.await(SUBSCRIBER, "PRIMARY");
        cluster.await(PUBLISHER, "PRIMARY");
        calls.expectNoneDropped();
        for (Member member : BOTH) {
            alarms.await(
                    cluster.server(member),
                    member + " NoConnectionToPeer",
                    member + " SplitBrainDetected",
                    member + " SbrInitiated",
                    member + " Split Brain Recovery",
                    member + " NoConnectionToPeer");
            // Until it misses the peer, 2 s later, the publisher may settle by what it heard last.
            alarms.await(cluster.server(member), member + " Split Brain Recovery", member + " Primary");
        }
        Alarms second = new Alarms();
        Wait.pause(APART);
        cluster.timed(
                "split brain healed, second attempt",
                SUBSCRIBER,
                "SECONDARY",
                () -> cluster.links().heal());
        cluster.settled();
        recovered(second);
        calls.hangUpWhole();
    }

    /** The guide's second sequence, step 3: "If the network connection is not available, the status does not change". */
    void isolated() {
        arrow("The subscriber reaches nobody: it stays Secondary");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.cut();
        cluster.links().cut(TwoServers.PHONES, cluster.server(SUBSCRIBER).address());
        alarms.await(cluster.server(PUBLISHER), "PUBLISHER NoConnectionToPeer");
        alarms.await(cluster.server(SUBSCRIBER), "SUBSCRIBER NoConnectionToPeer", "SUBSCRIBER AutoFailoverFailed");
        Wait.pause(APART);
        cluster.expect(SUBSCRIBER, "SECONDARY");
        cluster.expect(PUBLISHER, "PRIMARY");
        cluster.links().heal();
        cluster.alarmsOnBoth(alarms, "PUBLISHER RegainedPeerCommunication");
        cluster.alarmsOnBoth(alarms, "SUBSCRIBER AutoFailoverFailed", "SUBSCRIBER RegainedPeerCommunication");
        cluster.settled();
        BOTH.forEach(member -> alarms.expectNone(cluster.server(member), "SplitBrain"));
        BOTH.forEach(member -> alarms.expectNone(cluster.server(member), "AutoFailoverInitiated"));
        calls.hangUpWithGaps();
    }
}
