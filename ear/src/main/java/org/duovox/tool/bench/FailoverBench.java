package org.duovox.tool.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.duovox.tool.fault.Enclosure;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.fault.Links;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/**
 * From a fault of the Primary to the other server's status Primary, again and again, after 0 to 3 cuts of the link that healed: what
 * has come and gone once may be slower the next time (high-availability.md, 2.1).
 */
public final class FailoverBench {

    /** The word for pauses that are too short to cost a role. */
    private static final String PAUSE = "pause";

    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Two servers that have just met still settle; a fault is a surprise only to a pair at rest. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** A service that failed counts as well 10 s later; until then its server is not made Primary. */
    private static final Duration ORDER_LIMIT = Duration.ofSeconds(60);

    private static final int MOST_CUTS = 3;

    private static final Map<String, String> PROPERTIES = Map.of("duovox.failback.automatic", "false");

    /** Less than the 2 s of silence that count as loss. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(1_500);

    private final Terminal terminal;
    private final Installation installation;

    public FailoverBench(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /**
     * 0 if the other server took over each time.
     *
     * @param kinds of fault, separated by commas, or "all"
     */
    public int run(int runs, String kinds) {
        List<String> words = kinds.equals("all")
                ? Stream.concat(Stream.of(Fault.values()).map(Fault::word), Stream.of(PAUSE))
                        .toList()
                : List.of(kinds.split(",", -1));
        words.stream().filter(word -> !word.equals(PAUSE)).forEach(FailoverBench::fault);
        if (!Enclosure.isInside()) {
            return Enclosure.again(
                    terminal,
                    "-Xmx512m",
                    "bench",
                    "failover",
                    "--runs",
                    "" + runs,
                    "--faults",
                    String.join(",", words));
        }
        Installation own = Rehearsal.fresh(installation);
        Links links = Links.whole();
        Fault.Scene scene = new Fault.Scene(Rehearsal.started(own, terminal, PROPERTIES), links, PROPERTIES);
        List<String> results = new ArrayList<>();
        for (String word : words) {
            results.add(word.equals(PAUSE) ? pauses(runs, scene) : takeovers(fault(word), runs, scene));
        }
        results.forEach(terminal::line);
        return 0;
    }

    private static Fault fault(String word) {
        return Stream.of(Fault.values())
                .filter(fault -> fault.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Unable("There is no fault \"" + word
                        + "\"; say some of kill, hang, cut, database," + " service and pause, separated by commas."));
    }

    private String takeovers(Fault fault, int runs, Fault.Scene scene) {
        List<List<Duration>> times = Stream.generate((Supplier<List<Duration>>) ArrayList::new)
                .limit(MOST_CUTS + 1L)
                .toList();
        for (int i = 0; i < runs; i++) {
            int cuts = i % times.size();
            boolean subscriber = fault != Fault.SERVICE && i / times.size() % 2 == 1;
            prepare(scene, cuts, subscriber ? Member.SUBSCRIBER : Member.PUBLISHER);
            Server primary = scene.pair().primary();
            Duration took = takeover(fault, primary, scene);
            times.get(cuts).add(took);
            terminal.line("%2d. %s of the %s after %d cuts; the %s is Primary after %s"
                    .formatted(i + 1, fault.title(), primary, cuts, scene.other(primary), Terminal.readable(took)));
            fault.mend(primary, scene);
            scene.pair().awaitBothRoles();
        }
        return summary(fault, times);
    }

    private static void prepare(Fault.Scene scene, int cuts, Member primary) {
        for (int i = 0; i < cuts; i++) {
            Server first = scene.pair().primary();
            Server other = scene.other(first);
            scene.links().cut(first.address(), other.address());
            await(other, "PRIMARY");
            scene.links().heal();
            scene.pair().awaitBothRoles();
        }
        if (scene.pair().primary().member() != primary) {
            makePrimary(scene, primary);
        }
        scene.pair().awaitBothRoles();
        Wait.pause(REST);
    }

    /** As often as needed: a server whose service failed a moment ago is refused. */
    private static void makePrimary(Fault.Scene scene, Member member) {
        Wait.untilDone(
                () -> scene.pair().server(member).administration().order(member.word(), "make-primary", false),
                ORDER_LIMIT,
                Duration.ofSeconds(1),
                said -> "The " + member.word() + " could not be made Primary: " + said);
    }

    private static Duration takeover(Fault fault, Server primary, Fault.Scene scene) {
        Server other = scene.other(primary);
        if (other.administration().rest().status().equals("PRIMARY")) {
            throw new Unable("Both servers say that they are Primary; see their logs.");
        }
        long began = System.nanoTime();
        fault.make(primary, scene);
        await(other, "PRIMARY");
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void await(Server server, String status) {
        Rest asked = server.administration().rest();
        Wait.until(
                () -> asked.status().equals(status),
                LIMIT,
                INTERVAL,
                () -> "The " + server + " was not " + status + " within " + LIMIT.toSeconds() + " s; see "
                        + server.log() + ".");
    }

    private static String summary(Fault fault, List<List<Duration>> times) {
        StringBuilder after = new StringBuilder();
        for (int cuts = 0; cuts < times.size(); cuts++) {
            List<Duration> some = sorted(times.get(cuts).stream());
            after.append(some.isEmpty() ? "" : ", after %d cuts %s".formatted(cuts, middle(some)));
        }
        List<Duration> all = sorted(times.stream().flatMap(List::stream));
        return "%s of the Primary to the other server's status Primary, %d runs: median %s, maximum %s%s"
                .formatted(fault.title(), all.size(), middle(all), Terminal.readable(all.getLast()), after);
    }

    private static List<Duration> sorted(Stream<Duration> times) {
        return times.sorted().toList();
    }

    private static String middle(List<Duration> sorted) {
        return Terminal.readable(sorted.get(sorted.size() / 2));
    }

    /** A Primary that is held up for less than the limit keeps its role, or loses it once and not again. */
    private String pauses(int runs, Fault.Scene scene) {
        int lost = 0;
        int lostAgain = 0;
        for (int i = 0; i < runs; i++) {
            prepare(scene, 0, i % 2 == 0 ? Member.PUBLISHER : Member.SUBSCRIBER);
            Server primary = scene.pair().primary();
            int before = rolesLost(primary);
            Fault.HANG.make(primary, scene);
            Wait.pause(SHORT_PAUSE);
            Fault.HANG.mend(primary, scene);
            Wait.pause(REST);
            scene.pair().awaitBothRoles();
            int losses = rolesLost(primary) - before;
            terminal.line("%2d. a pause of the %s of %s; its role was lost %d times"
                    .formatted(i + 1, primary, Terminal.readable(SHORT_PAUSE), losses));
            lost += losses > 0 ? 1 : 0;
            lostAgain += losses > 1 ? 1 : 0;
        }
        return "%d pauses of the Primary of %s: it lost its role in %d of them, twice in %d"
                .formatted(runs, Terminal.readable(SHORT_PAUSE), lost, lostAgain);
    }

    private static int rolesLost(Server server) {
        return (int) server.administration().rest().get("/cluster/timeline").at("steps").items().stream()
                .filter(step -> step.at("member").text().equals(server.member().name()))
                .filter(step -> step.at("kind").text().equals("STATUS"))
                .filter(step -> !step.at("what").text().equals("Primary"))
                .count();
    }
}
