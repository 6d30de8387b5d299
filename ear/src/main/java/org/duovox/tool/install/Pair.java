package org.duovox.tool.install;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.ServerReport;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** Both servers together: starting, stopping and comparing them. */
public final class Pair {

    /** Two servers that meet while they start settle within seconds; a lone one waits 30 s. */
    private static final Duration SETTLING = Duration.ofSeconds(90);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Installation installation;
    private final Terminal terminal;

    public Pair(Installation installation, Terminal terminal) {
        this.installation = installation;
        this.terminal = terminal;
    }

    public Server server(Member member) {
        return installation.server(member);
    }

    /** Starts what is not running and returns when one is Primary and the other Secondary. */
    public void start() {
        start(Map.of());
    }

    /** The same, with system properties for both. */
    public void start(Map<String, String> properties) {
        for (Server server : installation.servers()) {
            if (server.process().isEmpty()) {
                server.start(properties);
            }
        }
        installation.servers().forEach(server -> server.awaitReady(terminal));
        awaitBothRoles();
    }

    /** Stops one server in order, starts it again and returns when it answers or says that it is deactivated. */
    public void restart(Member member) {
        Server server = server(member);
        server.stop(terminal);
        server.start(Map.of());
        server.awaitReady(terminal);
    }

    /** One Primary, one Secondary, each by its own word. */
    public void awaitBothRoles() {
        Wait.until(
                () -> {
                    terminal.progress("  waiting until one is Primary and the other Secondary ...");
                    return statuses().equals(List.of("PRIMARY", "SECONDARY"));
                },
                SETTLING,
                () -> "The servers did not become Primary and Secondary but " + statuses() + "; see their logs in "
                        + installation.state() + "/*/log.");
    }

    private List<String> statuses() {
        return installation.servers().stream()
                .map(this::self)
                .map(report -> report.map(ServerReport::status).orElse("silent"))
                .sorted()
                .toList();
    }

    private Optional<ServerReport> self(Server server) {
        return server.administration().self(PATIENCE);
    }

    /** The server that says of itself that it is Primary. */
    public Server primary() {
        return installation.servers().stream()
                .filter(server -> self(server).filter(ServerReport::isPrimary).isPresent())
                .findFirst()
                .orElseThrow(() -> new Unable("No server is Primary; see ./duovox status."));
    }

    /** Both servers have taken these ports into service. */
    public void awaitPorts(int perServer) {
        Wait.until(
                () -> installation.servers().stream()
                        .allMatch(server -> self(server)
                                .filter(report -> report.figures().portsInService() >= perServer)
                                .isPresent()),
                Duration.ofSeconds(30),
                () -> "The new ports were not in service on both servers within 30 s; see ./duovox status.");
    }

    /** Both servers have the same messages, byte for byte; returns how many. */
    public int awaitEqual(Duration limit) {
        Wait.until(
                () -> {
                    terminal.progress("  waiting until both servers have the same messages ...");
                    return difference().isEmpty();
                },
                limit,
                Duration.ofMillis(250),
                () -> "The servers differ after " + limit.toSeconds() + " s: " + difference() + ".");
        return content(Member.PUBLISHER).size();
    }

    /** In what the servers differ; empty if in nothing. */
    public String difference() {
        Map<String, String> publisher = content(Member.PUBLISHER);
        Map<String, String> subscriber = content(Member.SUBSCRIBER);
        for (String id : publisher.keySet()) {
            if (!subscriber.containsKey(id)) {
                return id + " is only on the publisher";
            }
            if (!subscriber.get(id).equals(publisher.get(id))) {
                return id + " is " + publisher.get(id) + " on the publisher and " + subscriber.get(id)
                        + " on the subscriber";
            }
        }
        return subscriber.keySet().stream()
                .filter(id -> !publisher.containsKey(id))
                .findFirst()
                .map(id -> id + " is only on the subscriber")
                .orElse("");
    }

    private Map<String, String> content(Member member) {
        Map<String, String> content = new TreeMap<>();
        Administration server = installation.server(member).administration();
        for (StoredMessage message : server.messages()) {
            content.put(
                    message.id(),
                    "%s %s heard=%s urgent=%s interrupted=%s audio=%s%s"
                            .formatted(
                                    message.mailbox(),
                                    message.folder(),
                                    message.marks().heard(),
                                    message.marks().urgent(),
                                    message.marks().interrupted(),
                                    message.storedDigest(),
                                    message.isWhole() ? "" : " which is not whole"));
        }
        return content;
    }

    /** Ends what runs, both at once; what does not end in time is killed. */
    public void stop() {
        List<Thread> stopping = installation.servers().stream()
                .filter(server -> server.process().isPresent())
                .map(server -> Thread.ofVirtual().start(() -> stop(server)))
                .toList();
        for (Thread thread : stopping) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void stop(Server server) {
        try {
            server.stop(terminal);
        } catch (Unable e) {
            terminal.line(e.getMessage() + " It is killed now.");
            server.kill();
        }
    }
}
