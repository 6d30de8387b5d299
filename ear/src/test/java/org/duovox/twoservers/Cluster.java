package org.duovox.twoservers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.fault.Links;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** The two servers as {@link Arrows} need them: what is ordered of them, and what is seen of them. */
final class Cluster {

    static final Set<Member> BOTH = EnumSet.allOf(Member.class);

    /** The peer must be level and well for so long before the publisher asks for its status back. */
    static final int FAILBACK_SECONDS = 3;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** A setting is in force on both servers soon after both know it. */
    private static final Duration IN_FORCE = Duration.ofMillis(500);

    /** So that waiting for these is not most of the test. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "duovox.failback.seconds",
            "" + FAILBACK_SECONDS,
            // A lone server waits for its peer.
            "duovox.start.grace.seconds",
            "5",
            "duovox.backlog.warning.seconds",
            "5",
            // Longer than any cut here lasts, so that nothing but the arrows of the backlog has one.
            "duovox.backlog.limit.seconds",
            "15",
            "duovox.backlog.lasting.seconds",
            "4",
            // Nobody listens there: a refusal shows that the network works.
            "duovox.network.check.hosts",
            TwoServers.PHONES + ":9");

    private final TwoServers servers;
    private final Fault.Scene scene;
    private final List<String> times = new ArrayList<>();

    /** Starts nothing yet. */
    Cluster(TwoServers servers) {
        this.servers = servers;
        this.scene = new Fault.Scene(servers.pair(), Links.whole(), PROPERTIES);
    }

    void start() {
        servers.start(PROPERTIES);
    }

    /** Whatever of the two does not run. */
    void startAgain() {
        servers.pair().start(PROPERTIES);
    }

    /** This one alone; returns at once. */
    void startAlone(Member member) {
        server(member).start(PROPERTIES);
    }

    Server server(Member member) {
        return servers.server(member);
    }

    Links links() {
        return scene.links();
    }

    /** The link between the two. */
    void cut() {
        links().cut(
                        server(Member.PUBLISHER).address(),
                        server(Member.SUBSCRIBER).address());
    }

    void make(Fault fault, Member member) {
        fault.make(server(member), scene);
    }

    void mend(Fault fault, Member member) {
        fault.mend(server(member), scene);
    }

    static void arrow(String title) {
        System.out.println(Terminal.now() + " " + title);
    }

    CallsInProgress calling(Set<Member> on) {
        return new CallsInProgress(servers, on);
    }

    /** A new call to that server is answered with 503, so that the phone system tries the other one. */
    void expectRefusal(Member member) {
        if (!refuses(member)) {
            throw new Unable("The " + member.word() + " does not refuse a new call");
        }
    }

    /** The same soon. */
    void awaitRefusal(Member member) {
        Wait.until(() -> refuses(member), LIMIT, () -> "The " + member.word() + " does not refuse new calls");
    }

    private boolean refuses(Member member) {
        return CallsInProgress.statusOfOneMore(servers, member) == 503;
    }

    /** On the publisher, whichever server it is for. */
    void order(Member member, String action) {
        server(Member.PUBLISHER).administration().order(member.word(), action, false);
    }

    void orderAndDropCalls(Member member, String action) {
        server(Member.PUBLISHER).administration().order(member.word(), action, true);
    }

    /** On its own page, where the other server cannot be reached. */
    void orderOnItself(Member member, String action) {
        server(member).administration().order(member.word(), action, false);
    }

    void service(Member member, String service, String order) {
        server(Member.PUBLISHER)
                .administration()
                .rest()
                .post("/cluster/" + member.word() + "/services/" + service + "/" + order, new Json.Fields(Map.of()));
    }

    /** A setting of the page Cluster Configuration; in force on both when this returns. */
    void configure(String setting, boolean value) {
        String wanted = Boolean.toString(value);
        server(Member.PUBLISHER)
                .administration()
                .rest()
                .post("/cluster/configuration", new Json.Fields(Map.of(setting, new Json.Text(wanted))));
        Wait.until(
                () -> BOTH.stream()
                        .allMatch(member -> server(member)
                                .administration()
                                .rest()
                                .get("/cluster/configuration")
                                .at(setting)
                                .written()
                                .equals(wanted)),
                LIMIT,
                () -> "Not both servers know that " + setting + " is " + wanted);
        Wait.pause(IN_FORCE);
    }

    void makePrimary(Member member) {
        if (servers.pair().primary().member() != member) {
            order(member, "make-primary");
        }
        await(member, "PRIMARY");
        await(member.peer(), "SECONDARY");
    }

    void settled() {
        servers.pair().awaitBothRoles();
        await(Member.PUBLISHER, "PRIMARY");
    }

    void alarmsOnBoth(Alarms alarms, String... wanted) {
        for (Member member : BOTH) {
            alarms.await(server(member), wanted);
        }
    }

    /** The change is complete once the cause has done what it does and the status is there. */
    void timed(String what, Member member, String status, Runnable cause) {
        long began = System.nanoTime();
        cause.run();
        await(member, status);
        times.add("TIME " + what + " to " + status + " of the " + member.word() + ": "
                + Terminal.readable(Duration.ofNanos(System.nanoTime() - began)));
    }

    /** Has that status already; only a server that is too slow to say so is asked again. */
    void expect(Member member, String status) {
        String[] said = {""};
        Wait.until(
                () -> {
                    said[0] = status(member);
                    return !said[0].isEmpty();
                },
                LIMIT,
                () -> "The " + member.word() + " does not say its status");
        String is = said[0];
        if (!is.equals(status)) {
            throw new Unable("The " + member.word() + " is " + is + " and not " + status);
        }
    }

    void await(Member member, String status) {
        await(member, status, LIMIT);
    }

    void await(Member member, String status, Duration limit) {
        Wait.until(
                () -> status(member).equals(status),
                limit,
                INTERVAL,
                () -> "The " + member.word() + " is " + status(member) + " and not " + status);
    }

    /** A server that starts takes calls some milliseconds after it has its status. */
    void awaitTakingCalls(Member member) {
        Wait.until(
                () -> server(member)
                        .administration()
                        .self(LIMIT)
                        .filter(report -> report.figures().takingCalls())
                        .isPresent(),
                LIMIT,
                () -> "The " + member.word() + " does not take calls");
    }

    private String status(Member member) {
        return server(member).administration().rest().status();
    }

    void awaitEnd(Member member, Duration limit) {
        Wait.until(
                () -> server(member).process().isEmpty(),
                limit,
                () -> "The process of the " + member.word() + " does not end.");
    }

    void printTimes() {
        times.forEach(System.out::println);
    }
}
