package org.duovox.tool.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.DepositRun;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.rest.ServerReport;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Wait;

/** A server that was away while messages were left on the other one comes back, and calls go on. */
public final class CatchUpBench {

    private static final Duration SPEECH = Duration.ofSeconds(6);
    private static final int BYTES_PER_SECOND = 8_000;
    private static final int RATE = 15;
    private static final int PORTS = 400;

    /** While the other one catches up. */
    private static final double RATE_MEANWHILE = 2;

    private static final Duration SPEECH_MEANWHILE = Duration.ofSeconds(2);
    private static final int SECONDS_MEANWHILE = 60;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int MOST_COMPLAINTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Map<String, String> PROPERTIES = Map.of("duovox.calls.max", String.valueOf(PORTS));

    private final Terminal terminal;
    private final Installation installation;

    public CatchUpBench(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** 0 if both servers have everything afterwards and no call failed meanwhile. */
    public int run(int messages) {
        Installation own = Rehearsal.fresh(installation);
        Pair pair = Rehearsal.started(own, terminal, PROPERTIES);
        Server publisher = pair.server(Member.PUBLISHER);
        Server subscriber = pair.server(Member.SUBSCRIBER);
        try (Telephone phones =
                Telephone.at(new InetSocketAddress(own.addresses().phones(), 5060))) {
            Mailboxes.provide(own, PORTS);
            pair.awaitPorts(PORTS);
            DepositCaller caller = new DepositCaller(phones, Mailboxes.EXTENSIONS, Provision.PILOT);
            subscriber.stop(terminal);
            List<Deposit> deposits = new ArrayList<>(leave(caller, publisher, messages));
            List<Deposit> meanwhile = comeBack(caller, pair, DepositRun.receipts(deposits));
            deposits.addAll(meanwhile);
            int stored = pair.awaitEqual(LIMIT);
            List<String> complaints =
                    DepositRun.complaints(deposits, subscriber.administration().messages());
            complaints.stream().limit(MOST_COMPLAINTS).forEach(terminal::line);
            long without = meanwhile.size() - DepositRun.receipts(meanwhile);
            terminal.line(
                    "Both servers have the same %d messages, %d of them not as said; of %d calls meanwhile %d got no receipt, the others %s."
                            .formatted(
                                    stored,
                                    complaints.size(),
                                    meanwhile.size(),
                                    without,
                                    DepositRun.timesToReceipt(meanwhile)));
            return complaints.isEmpty() && without == 0 ? 0 : 1;
        }
    }

    private List<Deposit> leave(DepositCaller caller, Server publisher, int messages) {
        terminal.line("The subscriber is stopped; %d messages of %d s are left on the publisher, %d a second ..."
                .formatted(messages, SPEECH.toSeconds(), RATE));
        DepositRun run = new DepositRun(caller, List.of(publisher.sip()), messages, RATE, SPEECH);
        run.place();
        List<Deposit> results = run.results();
        terminal.line("  %d receipts, %s".formatted(DepositRun.receipts(results), DepositRun.timesToReceipt(results)));
        return results;
    }

    private List<Deposit> comeBack(DepositCaller caller, Pair pair, long receipts) {
        Server publisher = pair.server(Member.PUBLISHER);
        Server subscriber = pair.server(Member.SUBSCRIBER);
        subscriber.start(PROPERTIES);
        Wait.until(
                () -> publisher.administration().servers().stream()
                        .anyMatch(server -> !server.self() && !server.status().equals("NOT_FUNCTIONING")),
                LIMIT,
                Duration.ofMillis(50),
                () -> "The subscriber did not come back; see " + subscriber.log() + ".");
        long began = System.nanoTime();
        try (Meter meter = new Meter(List.of(publisher, subscriber))) {
            DepositRun run = new DepositRun(
                    caller,
                    List.of(publisher.sip()),
                    (int) (RATE_MEANWHILE * SECONDS_MEANWHILE),
                    RATE_MEANWHILE,
                    SPEECH_MEANWHILE);
            run.begin();
            awaitLevel(publisher, subscriber);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            double megabytes = receipts * SPEECH.toSeconds() * (double) BYTES_PER_SECOND / 1e6;
            terminal.line(
                    "From contact to Secondary with nothing left to replicate: %.1f s, %.0f MB of audio, %.1f MB/s; %s"
                            .formatted(
                                    took.toMillis() / 1000.0,
                                    megabytes,
                                    megabytes * 1000 / took.toMillis(),
                                    meter.sentence()));
            return run.results();
        }
    }

    /** The publisher's backlog is near nothing, though calls go on, and the subscriber counts as level. */
    private static void awaitLevel(Server publisher, Server subscriber) {
        Wait.until(
                () -> publisher.administration().self(PATIENCE).stream()
                                .map(ServerReport::figures)
                                .anyMatch(figures -> figures.backlogEntries() < 100)
                        && subscriber.administration().self(PATIENCE).stream().anyMatch(ServerReport::isSecondary),
                LIMIT,
                Duration.ofMillis(100),
                () -> "The subscriber did not catch up within " + LIMIT.toMinutes() + " minutes; see its log.");
    }
}
