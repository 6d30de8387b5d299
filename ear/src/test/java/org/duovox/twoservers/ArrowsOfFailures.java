package org.duovox.twoservers;

import static org.duovox.tool.install.Member.PUBLISHER;
import static org.duovox.tool.install.Member.SUBSCRIBER;
import static org.duovox.twoservers.Cluster.BOTH;
import static org.duovox.twoservers.Cluster.arrow;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.fault.SmallDisk;
import org.duovox.tool.install.Member;
import org.duovox.tool.terminal.Wait;

/** The arrows of what fails in a server, and of servers that end and start. */
final class ArrowsOfFailures {

    private static final Duration STARTING = Duration.ofMinutes(3);

    /** What a server needs to end once nothing holds it up. */
    private static final Duration ENDING = Duration.ofSeconds(40);

    /** In the first two minutes a server is busy with its start, and a commit that takes long is no failure ({@code CommitWatch}). */
    private static final long STARTED = Duration.ofMinutes(2).toNanos();

    private final Cluster cluster;
    private final Optional<SmallDisk> disk;
    private final long began = System.nanoTime();

    /** @param disk the publisher's, if it has one of its own */
    ArrowsOfFailures(Cluster cluster, Optional<SmallDisk> disk) {
        this.cluster = cluster;
        this.disk = disk;
    }

    void criticalService() {
        arrow("A critical service of the publisher is stopped and started");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed("stopped critical service", SUBSCRIBER, "PRIMARY", () -> cluster.make(Fault.SERVICE, PUBLISHER));
        cluster.await(PUBLISHER, "SECONDARY");
        cluster.alarmsOnBoth(alarms, "PUBLISHER CriticalServiceDown", "PUBLISHER AutoFailoverInitiated");
        BOTH.forEach(asked -> alarms.awaitHandOver(cluster.server(asked), SUBSCRIBER));
        cluster.mend(Fault.SERVICE, PUBLISHER);
        failedBack(alarms);
        calls.hangUpWhole();
    }

    private void failedBack(Alarms alarms) {
        cluster.await(PUBLISHER, "PRIMARY");
        BOTH.forEach(asked -> alarms.awaitChangeOver(cluster.server(asked), "AutoFailback", PUBLISHER));
    }

    void killed(Member primary) {
        arrow("kill -9 of the " + primary.word() + " as Primary");
        Member other = primary.peer();
        cluster.makePrimary(primary);
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed("kill -9", other, "PRIMARY", () -> cluster.server(primary).killNow());
        calls.forget(primary);
        alarms.awaitTakeover(cluster.server(other), other);
        cluster.startAgain();
        cluster.await(PUBLISHER, "PRIMARY");
        alarms.await(cluster.server(other), other + " Primary", other + " RegainedPeerCommunication");
        alarms.await(cluster.server(primary), primary + " Secondary");
        if (primary == PUBLISHER) {
            failedBack(alarms);
        }
        calls.hangUpWhole();
    }

    void hanging() {
        arrow("SIGSTOP and SIGCONT of the publisher as Primary");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.timed("SIGSTOP", SUBSCRIBER, "PRIMARY", () -> cluster.make(Fault.HANG, PUBLISHER));
        alarms.awaitTakeover(cluster.server(SUBSCRIBER), SUBSCRIBER);
        Wait.pause(Duration.ofSeconds(2));
        cluster.mend(Fault.HANG, PUBLISHER);
        alarms.await(cluster.server(SUBSCRIBER), "SUBSCRIBER RegainedPeerCommunication");
        cluster.settled();
        calls.hangUpWithGaps();
    }

    void failedDatabase() {
        arrow("The Primary's database fails");
        CallsInProgress calls = cluster.calling(EnumSet.of(SUBSCRIBER));
        Alarms alarms = new Alarms();
        cluster.timed("failed database", SUBSCRIBER, "PRIMARY", () -> cluster.make(Fault.DATABASE, PUBLISHER));
        cluster.await(PUBLISHER, "SECONDARY");
        handedOver(alarms);
        cluster.mend(Fault.DATABASE, PUBLISHER);
        cluster.await(PUBLISHER, "PRIMARY");
        calls.hangUpWhole();
    }

    private void handedOver(Alarms alarms) {
        alarms.await(cluster.server(SUBSCRIBER), "PUBLISHER CriticalServiceDown", "PUBLISHER AutoFailoverInitiated");
        alarms.awaitHandOver(cluster.server(SUBSCRIBER), SUBSCRIBER);
    }

    /** Whatever writes waits, in the database, in the message store, in the log and in the role file. */
    void hangingDisk() {
        if (disk.isEmpty()) {
            arrow(Arrows.LEFT_OUT + "the Primary's disk hangs");
            return;
        }
        arrow("The Primary's disk hangs, and its database with it");
        Wait.pause(Duration.ofNanos(Math.max(0, STARTED - (System.nanoTime() - began))));
        CallsInProgress calls = cluster.calling(EnumSet.of(SUBSCRIBER));
        Alarms alarms = new Alarms();
        try {
            cluster.timed("hanging disk", SUBSCRIBER, "PRIMARY", disk.get()::freeze);
            handedOver(alarms);
        } finally {
            disk.get().thaw();
        }
        failedBack(alarms);
        calls.hangUpWhole();
    }

    void fullDisk() {
        if (disk.isEmpty()) {
            arrow(Arrows.LEFT_OUT + "the Primary's disk is full");
            return;
        }
        arrow("The Primary's disk is full");
        CallsInProgress calls = cluster.calling(EnumSet.of(SUBSCRIBER));
        Alarms alarms = new Alarms();
        cluster.timed("full disk", SUBSCRIBER, "PRIMARY", disk.get()::fill);
        cluster.await(PUBLISHER, "SECONDARY");
        handedOver(alarms);
        disk.get().empty();
        cluster.server(PUBLISHER).kill(); // as after a failed database
        cluster.startAgain();
        cluster.await(PUBLISHER, "PRIMARY");
        calls.hangUpWhole();
    }

    /** The calls of the server that leaves may end first, with their receipts; it takes no new ones. */
    void stoppedInOrder() {
        arrow("The Primary is shut down in order, with a call in progress");
        CallsInProgress calls = cluster.calling(BOTH);
        Alarms alarms = new Alarms();
        cluster.server(PUBLISHER).signal("TERM");
        cluster.awaitRefusal(PUBLISHER);
        Wait.pause(Duration.ofSeconds(2));
        calls.expectNoneDropped();
        cluster.timed(
                "orderly shutdown, its last call ended",
                SUBSCRIBER,
                "PRIMARY",
                () -> calls.hangUpWholeOnOther(PUBLISHER));
        alarms.await(
                cluster.server(SUBSCRIBER),
                "SUBSCRIBER AutoFailoverInitiated",
                "SUBSCRIBER Primary",
                "SUBSCRIBER AutoFailoverSucceeded");
        cluster.awaitEnd(PUBLISHER, ENDING);
        cluster.startAgain();
        cluster.await(PUBLISHER, "PRIMARY");
        calls.hangUpWhole();
    }

    /** One after the other, for each start of a server takes half a minute. */
    void failedDatabaseOfTheSecondary() {
        arrow("The Secondary's database fails: no change");
        CallsInProgress calls = cluster.calling(EnumSet.of(PUBLISHER));
        Alarms alarms = new Alarms();
        cluster.make(Fault.DATABASE, SUBSCRIBER);
        alarms.await(cluster.server(PUBLISHER), "SUBSCRIBER CriticalServiceDown");
        cluster.expect(PUBLISHER, "PRIMARY");
        cluster.expect(SUBSCRIBER, "SECONDARY");
        arrow("It is deactivated and started again");
        Fault.letFilesGrow(cluster.server(SUBSCRIBER));
        cluster.order(SUBSCRIBER, "deactivate");
        alarms.await(cluster.server(PUBLISHER), "SUBSCRIBER ServerDeactivated", "SUBSCRIBER Deactivated");
        cluster.server(SUBSCRIBER).kill();
        cluster.startAlone(SUBSCRIBER);
        cluster.await(SUBSCRIBER, "DEACTIVATED", STARTING);
        cluster.expectRefusal(SUBSCRIBER);
        calls.hangUpWhole();
        deactivatedAndAlone();
        aloneAtTheStart();
    }

    private void deactivatedAndAlone() {
        arrow("Deactivated and alone, and activated alone");
        CallsInProgress cutOff = cluster.calling(EnumSet.of(PUBLISHER));
        Alarms alarms = new Alarms();
        cluster.server(PUBLISHER).killNow();
        cutOff.forget(PUBLISHER);
        alarms.await(cluster.server(SUBSCRIBER), "SUBSCRIBER NoConnectionToPeer");
        Wait.pause(Duration.ofSeconds(3));
        cluster.expect(SUBSCRIBER, "DEACTIVATED");
        cluster.timed(
                "Deactivated to Primary, alone",
                SUBSCRIBER,
                "PRIMARY",
                () -> cluster.orderOnItself(SUBSCRIBER, "activate"));
        alarms.await(cluster.server(SUBSCRIBER), "SUBSCRIBER Primary", "SUBSCRIBER ServerActivated");
        cluster.calling(EnumSet.of(SUBSCRIBER)).hangUpWhole();
        cluster.server(SUBSCRIBER).kill();
    }

    private void aloneAtTheStart() {
        arrow("A lone start");
        cluster.startAlone(PUBLISHER);
        cluster.await(PUBLISHER, "PRIMARY", STARTING);
        cluster.awaitTakingCalls(PUBLISHER);
        CallsInProgress calls = cluster.calling(EnumSet.of(PUBLISHER));
        cluster.startAgain();
        cluster.settled();
        calls.hangUpWhole();
    }
}
