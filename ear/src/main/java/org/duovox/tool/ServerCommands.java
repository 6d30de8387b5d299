package org.duovox.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.ServerReport;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** start, stop, kill, status. */
final class ServerCommands {

    /** A server that takes longer for its own status is in trouble, and status must say so rather than hang. */
    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(5);

    private static final String UNDO = "--undo";

    /** Longer than calls are (duovox's own limit is an hour of audio; most take a minute); draining itself has no limit. */
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(30);

    private static final Duration DRAIN_LOOK = Duration.ofMillis(500);

    /** Said by an administrator who knows that calls in progress will be dropped. */
    private static final String CONFIRM = "--confirm";

    private final Terminal terminal;
    private final Installation installation;

    ServerCommands(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    int start(List<String> words) {
        Server server = named(words, "start");
        long began = System.nanoTime();
        if (!terminal.renewsLines()) {
            terminal.line("Starting the " + server + " ...");
        }
        server.start(Map.of());
        server.awaitReady(terminal);
        String now = server.administration().rest().isDeactivated()
                ? " is Deactivated (./duovox activate " + server + ") at "
                : " answers calls at ";
        terminal.line("The " + server + now + server.address() + " after "
                + Terminal.readable(Duration.ofNanos(System.nanoTime() - began)) + "; console: https://"
                + server.address() + ":8443/");
        return 0;
    }

    int stop(List<String> words) {
        Server server = named(words, "stop");
        server.stop(terminal);
        terminal.line("The " + server + " has stopped.");
        return 0;
    }

    int kill(List<String> words) {
        Server server = named(words, "kill");
        server.kill();
        terminal.line("The " + server + " has been killed.");
        return 0;
    }

    /** Asks the server itself, for one that is deactivated knows best; if it does not answer, the other one carries the order. */
    int order(String action, List<String> words) {
        boolean confirmed = words.contains(CONFIRM);
        Server server =
                named(words.stream().filter(word -> !word.equals(CONFIRM)).toList(), action);
        Server asked = Stream.of(server, installation.server(server.member().peer()))
                .filter(each -> each.administration().self(STATUS_PATIENCE).isPresent())
                .findFirst()
                .orElseThrow(() -> new Unable("No server answers; start them with ./duovox start publisher and"
                        + " ./duovox start subscriber."));
        terminal.line(asked.administration().order(server.member().word(), action, confirmed));
        return 0;
    }

    /** Shows each step until the server may be shut down, or is back. Asks the server that stays. */
    int drain(List<String> words) {
        boolean undo = words.contains(UNDO);
        Server server = named(words.stream().filter(word -> !word.equals(UNDO)).toList(), "drain");
        Administration other = installation.server(server.member().peer()).administration();
        terminal.line(other.order(server.member().word(), undo ? "end-maintenance" : "prepare-maintenance", false));
        long until = System.nanoTime() + DRAIN_LIMIT.toNanos();
        String said = "";
        while (System.nanoTime() < until) {
            Json maintenance = other.rest().get("/cluster/maintenance");
            String sentence = maintenance.at("sentence").text();
            if (!sentence.equals(said) && !sentence.isEmpty()) {
                said = sentence;
                terminal.line("  " + sentence);
            }
            if (undo ? maintenance.at("server").text().isEmpty() : sentence.contains("safe to shut")) {
                return 0;
            }
            Wait.pause(DRAIN_LOOK);
        }
        throw new Unable("The " + server + " is not there yet after " + DRAIN_LIMIT.toMinutes()
                + " minutes; it goes on: see ./duovox status, or undo it with ./duovox drain " + server + " --undo.");
    }

    /** Sets a server's data aside and has it take everything from the other one. */
    int overwrite(List<String> words) {
        Server server =
                named(words.stream().filter(word -> !word.equals(CONFIRM)).toList(), "overwrite");
        Server other = installation.server(server.member().peer());
        if (!words.contains(CONFIRM)) {
            throw new Unable("This sets all data of the " + server + " aside and takes that of the " + other
                    + ", and restarts the " + server + "; say ./duovox overwrite " + server + " --confirm.");
        }
        long began = System.nanoTime();
        terminal.line(other.administration()
                .rest()
                .post("/cluster/" + server.member().word() + "/comparison/overwrite", new Json.Fields(Map.of()))
                .at("done")
                .text());
        new Pair(installation, terminal).restart(server.member());
        terminal.line("The " + server + " has the data of the " + other + " after "
                + Terminal.readable(Duration.ofNanos(System.nanoTime() - began))
                + "; what it had is in replaced-* in its base directory.");
        return 0;
    }

    private Server named(List<String> words, String verb) {
        return Optional.of(words)
                .filter(given -> given.size() == 1)
                .flatMap(given -> Member.of(given.getFirst()))
                .map(installation::server)
                .orElseThrow(() -> Duovox.misspoken(verb + " publisher", verb + " subscriber"));
    }

    /** Asks each running server of itself: what its peer believes of it may be old. */
    int status(boolean asJson) {
        List<Json> all = new ArrayList<>();
        for (Server server : installation.servers()) {
            Optional<ServerReport> report = server.process().isEmpty()
                    ? Optional.empty()
                    : server.administration().self(STATUS_PATIENCE);
            all.add(json(server, report));
            if (!asJson) {
                terminal.line(sentence(server, report));
            }
        }
        if (asJson) {
            terminal.line(new Json.Fields(Map.of("servers", new Json.Array(all))).written());
        }
        return 0;
    }

    private static String sentence(Server server, Optional<ServerReport> report) {
        String name = "%-10s  %-15s  ".formatted(server, server.address());
        if (report.isEmpty()) {
            return name
                    + server.process()
                            .map(p -> "process " + p.pid() + ", does not answer yet")
                            .orElse("not running");
        }
        ServerReport now = report.get();
        ServerReport.Figures figures = now.figures();
        return name
                + "%s since %s (%s); %d of %d ports in service, %d calls, %d changes to send, %d single-copy messages"
                        .formatted(
                                now.title(),
                                now.since(),
                                now.why(),
                                figures.portsInService(),
                                figures.portsTotal(),
                                figures.callsInProgress(),
                                figures.backlogEntries(),
                                figures.singleCopyMessages());
    }

    private static Json json(Server server, Optional<ServerReport> report) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("member", Json.of(server.member().name()));
        fields.put("address", Json.of(server.address()));
        fields.put("pid", server.process().map(p -> Json.of(p.pid())).orElse(new Json.Nothing()));
        fields.put("answers", Json.of(report.isPresent()));
        report.ifPresent(now -> {
            fields.put("status", Json.of(now.status()));
            fields.put("title", Json.of(now.title()));
            fields.put("since", Json.of(now.since()));
            fields.put("why", Json.of(now.why()));
            fields.put("portsTotal", Json.of(now.figures().portsTotal()));
            fields.put("portsInService", Json.of(now.figures().portsInService()));
            fields.put("takingCalls", Json.of(now.figures().takingCalls()));
            fields.put("callsInProgress", Json.of(now.figures().callsInProgress()));
            fields.put("backlogEntries", Json.of(now.figures().backlogEntries()));
            fields.put("lagMillis", Json.of(now.figures().lagMillis()));
            fields.put("singleCopyMessages", Json.of(now.figures().singleCopyMessages()));
        });
        return new Json.Fields(fields);
    }
}
