package org.duovox.tool.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** From kill -9 of the Primary to the other server's status Primary, again and again. */
public final class FailoverBench {

    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Two servers that have just met still settle; a kill is a surprise only to a pair at rest. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final Installation installation;

    public FailoverBench(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** 0 if the other server took over each time. */
    public int run(int runs) {
        Installation own = Rehearsal.fresh(installation);
        Pair pair = new Pair(own, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(pair::stop));
        terminal.line("Starting two servers with nothing in them ...");
        List<Duration> times = new ArrayList<>();
        for (int i = 1; i <= runs; i++) {
            pair.start();
            Wait.pause(REST);
            Server primary = pair.primary();
            Duration took = takeover(primary, pair.server(primary.member().peer()));
            times.add(took);
            terminal.line("%2d. the %s was killed; the %s is Primary after %s"
                    .formatted(i, primary, primary.member().peer().word(), Terminal.readable(took)));
        }
        List<Duration> sorted = times.stream().sorted().toList();
        terminal.line("From kill -9 of the Primary to the other server's status Primary, %d runs: median %s, maximum %s"
                .formatted(
                        runs, Terminal.readable(sorted.get(sorted.size() / 2)), Terminal.readable(sorted.getLast())));
        return 0;
    }

    private static Duration takeover(Server primary, Server other) {
        Rest asked = other.administration().rest();
        if (asked.status().equals("PRIMARY")) {
            throw new Unable("Both servers say that they are Primary; see their logs.");
        }
        primary.killNow();
        return Wait.until(
                () -> asked.status().equals("PRIMARY"),
                LIMIT,
                INTERVAL,
                () -> "The " + other + " was not Primary " + LIMIT.toSeconds() + " s after the kill; see " + other.log()
                        + ".");
    }
}
