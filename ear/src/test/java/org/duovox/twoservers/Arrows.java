package org.duovox.twoservers;

import static org.duovox.tool.install.Member.PUBLISHER;
import static org.duovox.tool.install.Member.SUBSCRIBER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.fault.Links;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/**
 * Takes two real servers along every arrow between statuses (guide, chapter 3 with tables 3-3 and 3-4), with a call in progress on
 * each, and looks at calls, statuses and alarms. Runs in an {@link org.duovox.tool.fault.Enclosure}; the exit status is 0 when
 * everything was as it must be. Prints how long each change took.
 */
public final class Arrows {

    private static final Set<Member> BOTH = EnumSet.allOf(Member.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** The peer must be level and well for so long before the publisher asks for its status back. */
    private static final int FAILBACK_SECONDS = 3;

    /** A lone server waits for its peer. */
    private static final int START_GRACE_SECONDS = 5;

    private static final Map<String, String> PROPERTIES = Map.of(
            "duovox.failback.seconds", "" + FAILBACK_SECONDS,
            "duovox.start.grace.seconds", "" + START_GRACE_SECONDS,
            // Nobody listens there: a refusal shows that the network works.
            "duovox.network.check.hosts", TwoServers.PHONES + ":9");

    private final TwoServers servers;
    private final Fault.Scene scene;
    private final List<String> times = new ArrayList<>();

    private Arrows(TwoServers servers) {
        this.servers = servers;
        this.scene = new Fault.Scene(servers.pair(), Links.whole(), PROPERTIES);
    }

    public static void main(String[] words) {
        int status = 1;
        try (TwoServers servers = TwoServers.started("arrows", PROPERTIES)) {
            Runtime.getRuntime().addShutdownHook(new Thread(servers.pair()::stop));
            Arrows arrows = new Arrows(servers);
            arrows.go(List.of(words));
            arrows.times.forEach(System.out::println);
            status = 0;
        } catch (Unable e) {
            System.out.println("FAILED: " + e.getMessage());
        }
        System.exit(status);
    }

    /** Those that are named, or all. */
    private void go(List<String> named) {
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("by-hand", this::byHand);
        all.put("service", this::criticalService);
        all.put("deactivation", this::deactivation);
        all.put("kill-publisher", () -> killed(PUBLISHER));
        all.put("kill-subscriber", () -> killed(SUBSCRIBER));
        all.put("hang", this::hanging);
        all.put("cut", this::cut);
        all.put("cut-one-way", this::cutOneWay);
        all.put("cut-again", this::cutDuringRecovery);
        all.put("isolation", this::isolated);
        all.put("database", this::failedDatabase);
        all.put("database-of-secondary", this::failedDatabaseOfTheSecondary);
        all.put("stop", this::stoppedInOrder);
        all.put("deactivated-alone", this::deactivatedAndAlone);
        all.put("backlog", this::backlogged);
        all.forEach((name, arrow) -> {
            if (named.isEmpty() || named.contains(name)) {
                arrow.run();
            }
        });
    }

    private void byHand() {
        arrow("Make Primary: the subscriber");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed("Secondary to Primary by hand", SUBSCRIBER, "PRIMARY", () -> order(SUBSCRIBER, "make-primary"));
        await(PUBLISHER, "SECONDARY");
        alarmsOnBoth(
                alarms,
                "SUBSCRIBER ManualFailoverInitiated",
                "PUBLISHER Secondary",
                "SUBSCRIBER Primary",
                "SUBSCRIBER ManualFailoverSucceeded");
        Wait.pause(Duration.ofSeconds(FAILBACK_SECONDS + 2L)); // made by hand: no failback
        expect(SUBSCRIBER, "PRIMARY");
        arrow("Make Primary: the publisher");
        timed("Secondary to Primary by hand", PUBLISHER, "PRIMARY", () -> order(PUBLISHER, "make-primary"));
        await(SUBSCRIBER, "SECONDARY");
        alarmsOnBoth(
                alarms,
                "PUBLISHER ManualFailbackInitiated",
                "SUBSCRIBER Secondary",
                "PUBLISHER Primary",
                "PUBLISHER ManualFailbackSucceeded");
        calls.hangUpWhole();
    }

    private void criticalService() {
        arrow("A critical service of the publisher is stopped and started");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed("stopped critical service", SUBSCRIBER, "PRIMARY", () -> Fault.SERVICE.make(server(PUBLISHER), scene));
        await(PUBLISHER, "SECONDARY");
        alarmsOnBoth(alarms, takeover("PUBLISHER CriticalServiceDown", SUBSCRIBER));
        Fault.SERVICE.mend(server(PUBLISHER), scene);
        await(PUBLISHER, "PRIMARY");
        alarmsOnBoth(alarms, "PUBLISHER AutoFailbackInitiated", "PUBLISHER Primary", "PUBLISHER AutoFailbackSucceeded");
        calls.hangUpWhole();
    }

    private void deactivation() {
        arrow("Deactivate and Activate: the subscriber");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed(
                "Secondary to Deactivated by hand",
                SUBSCRIBER,
                "DEACTIVATED",
                () -> server(PUBLISHER).administration().order("subscriber", "deactivate", true));
        calls.awaitDropped(SUBSCRIBER);
        alarmsOnBoth(alarms, "SUBSCRIBER ServerDeactivated");
        timed("Deactivated to Secondary by hand", SUBSCRIBER, "SECONDARY", () -> order(SUBSCRIBER, "activate"));
        alarmsOnBoth(alarms, "SUBSCRIBER ServerActivated");
        calls.hangUpWhole();
    }

    private void killed(Member primary) {
        arrow("kill -9 of the " + primary.word() + " as Primary");
        makePrimary(primary);
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed("kill -9", primary.peer(), "PRIMARY", () -> server(primary).killNow());
        calls.forget(primary);
        String other = primary.peer().name();
        alarms.await(server(primary.peer()), takeover(other + " NoConnectionToPeer", primary.peer()));
        servers.pair().start(PROPERTIES);
        await(PUBLISHER, "PRIMARY");
        alarms.await(server(primary.peer()), List.of(other + " Primary", other + " RegainedPeerCommunication"));
        alarms.await(server(primary), List.of(primary + " Secondary"));
        if (primary == PUBLISHER) {
            alarmsOnBoth(alarms, "PUBLISHER AutoFailbackInitiated", "PUBLISHER AutoFailbackSucceeded");
        }
        calls.hangUpWhole();
    }

    private void hanging() {
        arrow("SIGSTOP and SIGCONT of the publisher as Primary");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed("SIGSTOP", SUBSCRIBER, "PRIMARY", () -> Fault.HANG.make(server(PUBLISHER), scene));
        alarms.await(server(SUBSCRIBER), takeover("SUBSCRIBER NoConnectionToPeer", SUBSCRIBER));
        Wait.pause(Duration.ofSeconds(2));
        Fault.HANG.mend(server(PUBLISHER), scene);
        alarms.await(server(SUBSCRIBER), List.of("SUBSCRIBER RegainedPeerCommunication"));
        settled();
        calls.hangUpWithGaps();
    }

    private void cut() {
        arrow("The link is cut and healed: both Primary");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed(
                "cut link",
                SUBSCRIBER,
                "PRIMARY",
                () -> scene.links()
                        .cut(server(PUBLISHER).address(), server(SUBSCRIBER).address()));
        String message =
                server(PUBLISHER).administration().messages().getFirst().id();
        server(PUBLISHER).administration().act(TwoServers.MAILBOX, TwoServers.PIN, message, "save");
        server(SUBSCRIBER).administration().act(TwoServers.MAILBOX, TwoServers.PIN, message, "delete");
        healed(alarms);
        clashIsTold();
        calls.hangUpWhole();
    }

    /** The report of the recovery: what the owner wanted on the one server and on the other. */
    private void clashIsTold() {
        Rest rest = server(SUBSCRIBER).administration().rest();
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

    private void cutDuringRecovery() {
        arrow("The link is cut once more during Split Brain Recovery");
        CallsInProgress calls = calling(BOTH);
        String subscriber = server(SUBSCRIBER).address();
        scene.links().cut(server(PUBLISHER).address(), subscriber);
        await(SUBSCRIBER, "PRIMARY");
        Wait.pause(Duration.ofSeconds(2));
        scene.links().heal();
        await(SUBSCRIBER, "SPLIT_BRAIN_RECOVERY");
        scene.links().cut(server(PUBLISHER).address(), subscriber);
        await(SUBSCRIBER, "PRIMARY");
        await(PUBLISHER, "PRIMARY");
        Wait.pause(Duration.ofSeconds(2));
        timed(
                "split brain healed, second attempt",
                SUBSCRIBER,
                "SECONDARY",
                () -> scene.links().heal());
        settled();
        calls.hangUpWhole();
    }

    private void cutOneWay() {
        arrow("The link is cut in one direction and healed");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        timed(
                "link cut one way",
                SUBSCRIBER,
                "PRIMARY",
                () -> scene.links()
                        .cutOneWay(
                                server(PUBLISHER).address(), server(SUBSCRIBER).address()));
        healed(alarms);
        calls.hangUpWhole();
    }

    private void healed(Alarms alarms) {
        expect(PUBLISHER, "PRIMARY");
        alarms.await(server(PUBLISHER), List.of("PUBLISHER NoConnectionToPeer"));
        alarms.await(server(SUBSCRIBER), takeover("SUBSCRIBER NoConnectionToPeer", SUBSCRIBER));
        Wait.pause(Duration.ofSeconds(2));
        timed("split brain healed", SUBSCRIBER, "SECONDARY", () -> scene.links().heal());
        await(PUBLISHER, "PRIMARY");
        for (Member member : Member.values()) {
            alarmsOnBoth(
                    alarms,
                    member + " RegainedPeerCommunication",
                    member + " SplitBrainDetected",
                    member + " Split Brain Recovery");
        }
        alarmsOnBoth(
                alarms,
                "PUBLISHER SbrInitiated",
                "PUBLISHER Split Brain Recovery",
                "PUBLISHER Primary",
                "PUBLISHER SbrSuccessful");
        alarmsOnBoth(alarms, "SUBSCRIBER Split Brain Recovery", "SUBSCRIBER Secondary");
    }

    private void isolated() {
        arrow("The subscriber reaches nobody: it stays Secondary");
        CallsInProgress calls = calling(BOTH);
        Alarms alarms = new Alarms();
        String subscriber = server(SUBSCRIBER).address();
        scene.links().cut(server(PUBLISHER).address(), subscriber);
        scene.links().cut(TwoServers.PHONES, subscriber);
        alarms.await(server(PUBLISHER), List.of("PUBLISHER NoConnectionToPeer"));
        alarms.await(server(SUBSCRIBER), List.of("SUBSCRIBER NoConnectionToPeer"));
        Wait.pause(Duration.ofSeconds(5));
        expect(SUBSCRIBER, "SECONDARY");
        expect(PUBLISHER, "PRIMARY");
        scene.links().heal();
        alarmsOnBoth(alarms, "PUBLISHER RegainedPeerCommunication");
        alarmsOnBoth(alarms, "SUBSCRIBER RegainedPeerCommunication");
        settled();
        if (alarms.steps(server(PUBLISHER)).stream().anyMatch(step -> step.contains("SplitBrain"))) {
            throw new Unable("A split brain was seen where none was: " + alarms.steps(server(PUBLISHER)));
        }
        calls.hangUpWithGaps();
    }

    private void failedDatabase() {
        arrow("The Primary's database fails");
        CallsInProgress calls = calling(EnumSet.of(SUBSCRIBER));
        Alarms alarms = new Alarms();
        timed("failed database", SUBSCRIBER, "PRIMARY", () -> Fault.DATABASE.make(server(PUBLISHER), scene));
        await(PUBLISHER, "SECONDARY");
        alarms.await(server(SUBSCRIBER), takeover("PUBLISHER CriticalServiceDown", SUBSCRIBER));
        restartAfterDatabaseFailure(PUBLISHER);
        calls.hangUpWhole();
    }

    private void failedDatabaseOfTheSecondary() {
        arrow("The Secondary's database fails: no change");
        CallsInProgress calls = calling(EnumSet.of(PUBLISHER));
        Alarms alarms = new Alarms();
        Fault.DATABASE.make(server(SUBSCRIBER), scene);
        alarms.await(server(PUBLISHER), List.of("SUBSCRIBER CriticalServiceDown"));
        expect(PUBLISHER, "PRIMARY");
        expect(SUBSCRIBER, "SECONDARY");
        restartAfterDatabaseFailure(SUBSCRIBER);
        calls.hangUpWhole();
    }

    private void restartAfterDatabaseFailure(Member member) {
        Fault.DATABASE.mend(server(member), scene);
        await(PUBLISHER, "PRIMARY");
    }

    private void stoppedInOrder() {
        arrow("The Primary is shut down in order");
        CallsInProgress calls = calling(EnumSet.of(SUBSCRIBER));
        Alarms alarms = new Alarms();
        timed("orderly shutdown", SUBSCRIBER, "PRIMARY", () -> server(PUBLISHER).signal("TERM"));
        alarms.await(
                server(SUBSCRIBER),
                List.of("SUBSCRIBER AutoFailoverInitiated", "SUBSCRIBER Primary", "SUBSCRIBER AutoFailoverSucceeded"));
        Wait.until(() -> server(PUBLISHER).process().isEmpty(), Duration.ofSeconds(100), () -> "It does not end.");
        servers.pair().start(PROPERTIES);
        await(PUBLISHER, "PRIMARY");
        calls.hangUpWhole();
    }

    private void deactivatedAndAlone() {
        arrow("Deactivated over a restart, alone, and activated alone");
        order(SUBSCRIBER, "deactivate");
        server(SUBSCRIBER).killNow();
        Wait.until(() -> server(SUBSCRIBER).process().isEmpty(), LIMIT, () -> "It does not end.");
        Alarms alarms = new Alarms();
        server(SUBSCRIBER).start(PROPERTIES);
        await(SUBSCRIBER, "DEACTIVATED", Duration.ofMinutes(2));
        server(PUBLISHER).killNow();
        alarms.await(server(SUBSCRIBER), List.of("SUBSCRIBER Deactivated", "SUBSCRIBER NoConnectionToPeer"));
        Wait.pause(Duration.ofSeconds(3));
        expect(SUBSCRIBER, "DEACTIVATED");
        timed(
                "Deactivated to Primary, alone",
                SUBSCRIBER,
                "PRIMARY",
                () -> server(SUBSCRIBER).administration().order("subscriber", "activate", false));
        alarms.await(server(SUBSCRIBER), List.of("SUBSCRIBER Primary", "SUBSCRIBER ServerActivated"));
        server(SUBSCRIBER).kill();
        arrow("A lone start");
        server(PUBLISHER).start(PROPERTIES);
        await(PUBLISHER, "PRIMARY", Duration.ofMinutes(3));
        servers.pair().start(PROPERTIES);
        settled();
    }

    /** Guide, Cluster Configuration: "Deactivate server with Secondary status when replication is backlogged". */
    private void backlogged() {
        arrow("A Secondary whose replication is backlogged for long is deactivated");
        configure("true");
        CallsInProgress calls = calling(EnumSet.of(PUBLISHER));
        Alarms alarms = new Alarms();
        replication("stop");
        new CallsInProgress(servers, EnumSet.of(PUBLISHER)).hangUpWhole();
        await(SUBSCRIBER, "DEACTIVATED", Duration.ofMinutes(3));
        alarmsOnBoth(
                alarms, "PUBLISHER ReplicationDelay", "PUBLISHER ReplicationStopped", "SUBSCRIBER ServerDeactivated");
        configure("false");
        replication("start");
        order(SUBSCRIBER, "activate");
        await(SUBSCRIBER, "SECONDARY");
        alarmsOnBoth(alarms, "SUBSCRIBER ServerActivated");
        settled();
        calls.hangUpWhole();
    }

    private void replication(String order) {
        server(PUBLISHER)
                .administration()
                .rest()
                .post("/cluster/subscriber/services/replication/" + order, new Json.Fields(Map.of()));
    }

    private void configure(String deactivates) {
        server(PUBLISHER)
                .administration()
                .rest()
                .post(
                        "/cluster/configuration",
                        new Json.Fields(Map.of("deactivateWhenBacklogged", new Json.Text(deactivates))));
    }

    // What the arrows have in common.

    private static void arrow(String title) {
        System.out.println(Terminal.now() + " " + title);
    }

    private CallsInProgress calling(Set<Member> on) {
        return new CallsInProgress(servers, on);
    }

    private Server server(Member member) {
        return servers.server(member);
    }

    private void order(Member member, String action) {
        server(PUBLISHER).administration().order(member.word(), action, false);
    }

    private void makePrimary(Member member) {
        if (servers.pair().primary().member() != member) {
            order(member, "make-primary");
        }
        await(member, "PRIMARY");
        await(member.peer(), "SECONDARY");
    }

    private void settled() {
        servers.pair().awaitBothRoles();
        await(PUBLISHER, "PRIMARY");
    }

    /** What is told when a server becomes Primary because of what is told first. */
    private static List<String> takeover(String first, Member survivor) {
        return List.of(
                first, survivor + " AutoFailoverInitiated", survivor + " Primary", survivor + " AutoFailoverSucceeded");
    }

    private void alarmsOnBoth(Alarms alarms, String... wanted) {
        alarmsOnBoth(alarms, List.of(wanted));
    }

    private void alarmsOnBoth(Alarms alarms, List<String> wanted) {
        for (Member member : Member.values()) {
            alarms.await(server(member), wanted);
        }
    }

    private void timed(String what, Member member, String status, Runnable cause) {
        long began = System.nanoTime();
        cause.run();
        await(member, status);
        times.add("TIME " + what + " to " + status + " of the " + member.word() + ": "
                + Terminal.readable(Duration.ofNanos(System.nanoTime() - began)));
    }

    private void expect(Member member, String status) {
        String is = server(member).administration().rest().status();
        if (!is.equals(status)) {
            throw new Unable("The " + member.word() + " is " + is + " and not " + status);
        }
    }

    private void await(Member member, String status) {
        await(member, status, LIMIT);
    }

    private void await(Member member, String status, Duration limit) {
        Server server = server(member);
        Wait.until(
                () -> server.administration().rest().status().equals(status),
                limit,
                INTERVAL,
                () -> "The " + member.word() + " is "
                        + server.administration().rest().status() + " and not " + status);
    }
}
