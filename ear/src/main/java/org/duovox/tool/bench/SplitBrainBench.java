package org.duovox.tool.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.DepositRun;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.fault.Enclosure;
import org.duovox.tool.fault.Links;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Wait;

/** Both servers are Primary for a while, get messages and contradicting changes, and meet again while calls go on. */
public final class SplitBrainBench {

    private static final Duration SPEECH = Duration.ofSeconds(2);
    private static final int PORTS = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** The calls that go on from before the servers meet until after they have settled: two a second, on both. */
    private static final int CALLS_MEANWHILE = 60;

    /** Servers that have just started hold audio up now and then, while their compilers work. */
    private static final int WARM_UP_CALLS = 600;

    private static final Duration BEFORE_THEY_MEET = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Installation installation;

    public SplitBrainBench(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** 0 if the servers settled, have the same, and refused no call. */
    public int run(int minutes, int messages, int changes) {
        if (!Enclosure.isInside()) {
            return Enclosure.again(
                    terminal,
                    "-Xmx1g",
                    "bench",
                    "splitbrain",
                    "--minutes",
                    "" + minutes,
                    "--messages",
                    "" + messages,
                    "--changes",
                    "" + changes);
        }
        Installation own = Rehearsal.fresh(installation);
        Links links = Links.whole();
        Pair pair = Rehearsal.started(own, terminal, Map.of());
        try (Telephone phones =
                Telephone.at(new InetSocketAddress(own.addresses().phones(), 5060))) {
            Mailboxes.provide(own, PORTS);
            pair.awaitPorts(PORTS);
            DepositCaller caller = new DepositCaller(phones, Mailboxes.EXTENSIONS, Provision.PILOT);
            return apart(pair, links, caller, new Plan(minutes, messages, changes)) ? 0 : 1;
        }
    }

    private record Plan(int minutes, int messages, int changes) {}

    private boolean apart(Pair pair, Links links, DepositCaller caller, Plan plan) {
        List<Server> servers = List.of(pair.server(Member.PUBLISHER), pair.server(Member.SUBSCRIBER));
        List<InetSocketAddress> both = servers.stream().map(Server::sip).toList();
        terminal.line("Warming up with " + WARM_UP_CALLS + " calls ...");
        DepositRun warmUp = new DepositRun(caller, both, WARM_UP_CALLS, 20, SPEECH);
        warmUp.place();
        warmUp.results();
        terminal.line("Leaving the " + plan.changes() + " messages that people will disagree about ...");
        DepositRun before = new DepositRun(caller, both, plan.changes(), 10, SPEECH);
        before.place();
        List<Deposit> deposits = new ArrayList<>(before.results());
        pair.awaitEqual(LIMIT);
        Set<String> callers = deposits.stream().map(Deposit::calling).collect(Collectors.toSet());
        List<StoredMessage> disputed = servers.getFirst().administration().messages().stream()
                .filter(message -> callers.contains(message.callingNumber()))
                .toList();
        links.cut(servers.getFirst().address(), servers.getLast().address());
        awaitStatuses(servers, "PRIMARY", "PRIMARY");
        terminal.line("Both are Primary; %d minutes with %d messages and %d contradicting changes ..."
                .formatted(plan.minutes(), plan.messages(), disputed.size()));
        double rate = plan.messages() / (60.0 * plan.minutes());
        DepositRun during = new DepositRun(caller, both, plan.messages(), rate, SPEECH);
        during.begin();
        for (int i = 0; i < disputed.size(); i++) {
            disagree(servers, disputed.get(i), i % 2 == 0 ? List.of("save", "delete") : List.of("delete", "save"));
        }
        deposits.addAll(during.results());
        deposits.addAll(meet(servers, links, new DepositRun(caller, both, CALLS_MEANWHILE, 2, SPEECH)));
        return verdict(pair, deposits);
    }

    /** The publisher's owner does one thing, and then the subscriber's another. */
    private static void disagree(List<Server> servers, StoredMessage message, List<String> what) {
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).administration().act(message.mailbox(), Mailboxes.PIN, message.id(), what.get(i));
        }
    }

    private List<Deposit> meet(List<Server> servers, Links links, DepositRun calls) {
        calls.begin();
        Wait.pause(BEFORE_THEY_MEET);
        try (Meter meter = new Meter(servers)) {
            links.heal();
            long began = System.nanoTime();
            awaitStatuses(servers, "PRIMARY", "SECONDARY");
            terminal.line("From reconnection to Primary and Secondary with the same data: %s; %s"
                    .formatted(Terminal.readable(Duration.ofNanos(System.nanoTime() - began)), meter.sentence()));
        }
        return calls.results();
    }

    private boolean verdict(Pair pair, List<Deposit> deposits) {
        int stored = pair.awaitEqual(LIMIT);
        List<String> complaints = DepositRun.complaints(
                deposits, pair.server(Member.SUBSCRIBER).administration().messages());
        complaints.forEach(terminal::line);
        long refused = deposits.stream().filter(Deposit::isRefused).count();
        long without =
                deposits.stream().filter(deposit -> !deposit.hasReceipt()).count();
        terminal.line("%d calls, %d refused, %d without a receipt, %d messages on both servers, %d of them not as said"
                .formatted(deposits.size(), refused, without, stored, complaints.size()));
        Json recovery = pair.primary()
                .administration()
                .rest()
                .get("/cluster/recoveries")
                .at("recoveries")
                .items()
                .getFirst();
        terminal.line(
                "The report of the recovery: settled after both were found to be Primary from %s to %s, %d mailboxes, %d clashes"
                        .formatted(
                                recovery.at("detected").text(),
                                recovery.at("settled").text(),
                                recovery.at("mailboxes").items().size(),
                                recovery.at("clashes").items().size()));
        return complaints.isEmpty() && without == 0;
    }

    private static void awaitStatuses(List<Server> servers, String first, String second) {
        Wait.until(
                () -> servers.getFirst().administration().rest().status().equals(first)
                        && servers.getLast().administration().rest().status().equals(second),
                LIMIT,
                INTERVAL,
                () -> "The servers were not " + first + " and " + second + " within " + LIMIT.toSeconds()
                        + " s; see their logs.");
    }
}
