package org.duovox.twoservers;

import static org.duovox.tool.install.Member.PUBLISHER;
import static org.duovox.tool.install.Member.SUBSCRIBER;
import static org.duovox.twoservers.Cluster.BOTH;
import static org.duovox.twoservers.Cluster.arrow;

import java.time.Duration;
import java.util.EnumSet;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.terminal.Wait;

/** The arrows that an administrator's buttons and settings make, and those of a backlog. */
final class ArrowsByHand {

    /** Detection takes 2 s, the network's answer at most 3 s more. */
    private static final Duration LONGER_THAN_A_TAKEOVER = Duration.ofSeconds(5);

    /** A service must run for 10 s before it counts as well again. */
    private static final long COUNTS_AS_WELL = Duration.ofSeconds(11).toNanos();

    private final Cluster cluster;

    ArrowsByHand(Cluster cluster) {
        this.cluster = cluster;
    }

    void makePrimary() {
        arrow("Make Primary: the subscriber");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed(
                "Secondary to Primary by hand", SUBSCRIBER, "PRIMARY", () -> cluster.order(SUBSCRIBER, "make-primary"));
        cluster.await(PUBLISHER, "SECONDARY");
        BOTH.forEach(asked -> alarms.awaitChangeOver(cluster.server(asked), "ManualFailover", SUBSCRIBER));
        Wait.pause(Duration.ofSeconds(Cluster.FAILBACK_SECONDS + 2L)); // made by hand: no failback
        cluster.expect(SUBSCRIBER, "PRIMARY");
        arrow("Make Primary: the publisher");
        cluster.timed(
                "Secondary to Primary by hand", PUBLISHER, "PRIMARY", () -> cluster.order(PUBLISHER, "make-primary"));
        cluster.await(SUBSCRIBER, "SECONDARY");
        BOTH.forEach(asked -> alarms.awaitChangeOver(cluster.server(asked), "ManualFailback", PUBLISHER));
        calls.hangUpWhole();
    }

    void deactivation() {
        arrow("Deactivate and Activate: the subscriber");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed(
                "Secondary to Deactivated by hand",
                SUBSCRIBER,
                "DEACTIVATED",
                () -> cluster.orderAndDropCalls(SUBSCRIBER, "deactivate"));
        calls.awaitDropped(SUBSCRIBER);
        cluster.expectRefusal(SUBSCRIBER);
        cluster.alarmsOnBoth(alarms, "SUBSCRIBER ServerDeactivated", "SUBSCRIBER Deactivated");
        cluster.timed(
                "Deactivated to Secondary by hand",
                SUBSCRIBER,
                "SECONDARY",
                () -> cluster.order(SUBSCRIBER, "activate"));
        cluster.alarmsOnBoth(alarms, "SUBSCRIBER ServerActivated", "SUBSCRIBER Secondary");
        calls.hangUpWhole();
        cluster.calling(EnumSet.of(SUBSCRIBER)).hangUpWhole();
    }

    /** Guide, table 3-3: calls in progress are not affected. */
    void replicatingData() {
        arrow("A backlog beyond its limit: Replicating Data, and back once it is worked off");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.service(SUBSCRIBER, "replication", "stop");
        cluster.await(SUBSCRIBER, "REPLICATING_DATA");
        // Whichever of them finds its backlog beyond the limit first.
        cluster.alarmsOnBoth(alarms, "PUBLISHER ReplicationDelay", "PUBLISHER ReplicationStopped");
        cluster.alarmsOnBoth(alarms, "SUBSCRIBER ReplicationDelay", "SUBSCRIBER Replicating Data");
        cluster.expect(PUBLISHER, "PRIMARY");
        calls.expectNoneDropped();
        cluster.timed(
                "backlog worked off",
                SUBSCRIBER,
                "SECONDARY",
                () -> cluster.service(SUBSCRIBER, "replication", "start"));
        cluster.alarmsOnBoth(
                alarms, "SUBSCRIBER Replicating Data", "SUBSCRIBER ReplicationStarted", "SUBSCRIBER Secondary");
        cluster.alarmsOnBoth(alarms, "PUBLISHER ReplicationStopped", "PUBLISHER ReplicationStarted");
        calls.hangUpWhole();
    }

    /** Guide, Cluster Configuration: "Deactivate server with Secondary status when replication is backlogged". */
    void backlogged() {
        arrow("A Secondary whose replication is backlogged for long is deactivated");
        cluster.configure("deactivateWhenBacklogged", true);
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.service(SUBSCRIBER, "replication", "stop");
        cluster.await(SUBSCRIBER, "REPLICATING_DATA");
        calls.expectNoneDropped();
        cluster.await(SUBSCRIBER, "DEACTIVATED");
        calls.awaitDropped(SUBSCRIBER);
        cluster.alarmsOnBoth(
                alarms, "PUBLISHER ReplicationDelay", "PUBLISHER ReplicationStopped", "SUBSCRIBER ServerDeactivated");
        cluster.alarmsOnBoth(
                alarms, "SUBSCRIBER Replicating Data", "SUBSCRIBER ServerDeactivated", "SUBSCRIBER Deactivated");
        cluster.expect(PUBLISHER, "PRIMARY");
        cluster.service(SUBSCRIBER, "replication", "start");
        cluster.configure("deactivateWhenBacklogged", false);
        cluster.order(SUBSCRIBER, "activate");
        cluster.await(SUBSCRIBER, "SECONDARY");
        cluster.alarmsOnBoth(alarms, "SUBSCRIBER ServerActivated", "SUBSCRIBER Secondary");
        cluster.settled();
        calls.hangUpWhole();
    }

    /** Guide, Cluster Configuration: "Automatically change server status when the publisher server fails", switched off. */
    void notAutomatic() {
        arrow("Status is not changed automatically: nobody takes over, Make Primary does");
        cluster.configure("changeStatusAutomatically", false);
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.make(Fault.SERVICE, PUBLISHER);
        cluster.alarmsOnBoth(alarms, "PUBLISHER CriticalServiceDown");
        Wait.pause(Duration.ofSeconds(1)); // with the setting the subscriber is Primary within that
        expectNoChange(alarms);
        cluster.service(PUBLISHER, "notifier", "start");
        long started = System.nanoTime();
        cluster.cut();
        for (var member : BOTH) {
            alarms.await(cluster.server(member), member + " NoConnectionToPeer");
        }
        Wait.pause(LONGER_THAN_A_TAKEOVER);
        expectNoChange(alarms);
        cluster.timed(
                "Secondary to Primary by hand, the Primary being lost",
                SUBSCRIBER,
                "PRIMARY",
                () -> cluster.orderOnItself(SUBSCRIBER, "make-primary"));
        alarms.await(
                cluster.server(SUBSCRIBER),
                "SUBSCRIBER ManualFailoverInitiated",
                "SUBSCRIBER Primary",
                "SUBSCRIBER ManualFailoverSucceeded");
        cluster.links().heal();
        cluster.await(SUBSCRIBER, "SECONDARY");
        cluster.settled();
        Wait.pause(Duration.ofNanos(Math.max(0, COUNTS_AS_WELL - (System.nanoTime() - started))));
        cluster.configure("changeStatusAutomatically", true);
        cluster.settled();
        calls.hangUpWhole();
    }

    private void expectNoChange(Alarms alarms) {
        cluster.expect(PUBLISHER, "PRIMARY");
        cluster.expect(SUBSCRIBER, "SECONDARY");
        BOTH.forEach(member -> alarms.expectNone(cluster.server(member), "Failover"));
    }
}
