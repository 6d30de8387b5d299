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
import org.duovox.tool.install.ServerProcess;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** What a call that leaves a message costs the servers, and how many of them a second are possible. */
public final class DepositBench {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final int CALLS_UNTIL_MEMORY = 500;

    /** The servers' JIT compilers have done most of their work after so many calls. */
    private static final int WARM_UP_CALLS = 2000;

    private static final int WARM_UP_RATE = 20;
    private static final int MEASURED_SECONDS = 30;
    private static final int STEP_SECONDS = 15;
    private static final int LONG_CALLS = 50;

    /** 400 calls a second of 3 s, on one server. */
    private static final int PORTS = 1500;

    /** The connector's own limit must not be the one that is measured. */
    private static final Map<String, String> PROPERTIES = Map.of("duovox.calls.max", String.valueOf(PORTS));

    private final Terminal terminal;
    private final Installation installation;
    private final List<Double> costs = new ArrayList<>();
    private List<Server> servers = List.of();

    public DepositBench(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /**
     * One server and then two: what it costs that a message is on both disks before the caller is told so. 0 if no message was lost.
     */
    public int compare() {
        int status = Math.max(run(1, 0), run(2, 0));
        terminal.line("Two servers against one: %.2f times the CPU of a 2 s call"
                .formatted(costs.getLast() / costs.getFirst()));
        return status;
    }

    /**
     * 0 if no message was lost.
     *
     * @param rateLimit the highest rate to be tried, 0 for none
     */
    public int run(int howMany, int rateLimit) {
        if (howMany != 1 && howMany != 2) {
            throw new Unable("--servers is 1, 2 or both.");
        }
        Installation own = Rehearsal.fresh(installation);
        Pair pair = new Pair(own, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(pair::stop));
        try (Telephone phones =
                Telephone.at(new InetSocketAddress(own.addresses().phones(), 5060))) {
            start(pair, howMany);
            Mailboxes.provide(own, PORTS);
            DepositCaller caller = new DepositCaller(phones, Mailboxes.EXTENSIONS, Provision.PILOT);
            int wrong = warmUp(caller);
            wrong += measureShort(caller) + measureLong(caller);
            if (rateLimit > 0) {
                highestRate(caller, rateLimit);
            }
            return wrong == 0 ? 0 : 1;
        } finally {
            pair.stop();
        }
    }

    private void start(Pair pair, int howMany) {
        terminal.line("Starting " + (howMany == 1 ? "one server" : "two servers") + " with nothing in them ...");
        if (howMany == 2) {
            pair.start(PROPERTIES);
            servers = List.of(pair.server(Member.PUBLISHER), pair.server(Member.SUBSCRIBER));
        } else {
            Server alone = pair.server(Member.PUBLISHER);
            alone.start(PROPERTIES);
            alone.awaitReady(terminal);
            servers = List.of(alone);
        }
    }

    private int warmUp(DepositCaller caller) {
        terminal.line("Warming up with " + WARM_UP_CALLS + " calls, " + WARM_UP_RATE + " a second ...");
        Outcome first = measured(caller, CALLS_UNTIL_MEMORY, WARM_UP_RATE, SHORT);
        terminal.line("  memory after %d calls: %s; %s".formatted(CALLS_UNTIL_MEMORY, memories(), first.sentence()));
        Outcome rest = measured(caller, WARM_UP_CALLS - CALLS_UNTIL_MEMORY, WARM_UP_RATE, SHORT);
        terminal.line("  memory after %d calls: %s; %s".formatted(WARM_UP_CALLS, memories(), rest.sentence()));
        return first.wrong() + rest.wrong();
    }

    private int measureShort(DepositCaller caller) {
        int calls = 10 * MEASURED_SECONDS;
        Outcome outcome = measured(caller, calls, 10, SHORT);
        costs.add(outcome.cpuMillis() / calls);
        terminal.line("2 s calls, 10 a second: %.1f ms CPU per call (%s), of which an idle server's own %.1f ms; %s"
                .formatted(
                        outcome.cpuMillis() / calls,
                        outcome.perServer(calls),
                        idleMillisPerSecond() * outcome.seconds() / calls,
                        outcome.sentence()));
        return outcome.wrong();
    }

    private int measureLong(DepositCaller caller) {
        Outcome outcome = measured(caller, LONG_CALLS, 10, LONG);
        terminal.line("60 s calls, %d at a time: %.3f s CPU per call-minute; %s"
                .formatted(LONG_CALLS, outcome.cpuMillis() / 1000 / LONG_CALLS, outcome.sentence()));
        return outcome.wrong();
    }

    private void highestRate(DepositCaller caller, int limit) {
        int best = 0;
        for (int rate = 20; rate <= limit; rate += rate < 100 ? 20 : 25) {
            Outcome outcome = measured(caller, rate * STEP_SECONDS, rate, SHORT);
            terminal.line("  %3d a second: %s".formatted(rate, outcome.sentence()));
            if (outcome.wrong() > 0 || outcome.failed() > 0) {
                break;
            }
            best = rate;
        }
        terminal.line("Highest rate with every call answered and every message intact: " + best + " a second");
    }

    private double idleMillisPerSecond() {
        List<Duration> before = cpu();
        Wait.pause(Duration.ofSeconds(10));
        return total(before, cpu()) / 10;
    }

    private List<Duration> cpu() {
        return servers.stream().map(server -> process(server).cpu()).toList();
    }

    private static ServerProcess process(Server server) {
        return server.process()
                .orElseThrow(() -> new Unable("The " + server + " has ended; see " + server.log() + "."));
    }

    private String memories() {
        return String.join(
                ", ",
                servers.stream()
                        .map(server -> server + " " + (process(server).memory() >> 20) + " MiB")
                        .toList());
    }

    private static double total(List<Duration> before, List<Duration> after) {
        double millis = 0;
        for (int i = 0; i < before.size(); i++) {
            millis += after.get(i).minus(before.get(i)).toMillis();
        }
        return millis;
    }

    /** What became of a number of calls. */
    private record Outcome(List<Deposit> deposits, List<String> complaints, List<Double> cpu, double seconds) {

        double cpuMillis() {
            return cpu.stream().mapToDouble(Double::doubleValue).sum();
        }

        String perServer(int calls) {
            return String.join(
                    " + ",
                    cpu.stream().map(millis -> "%.1f".formatted(millis / calls)).toList());
        }

        int wrong() {
            return complaints.size();
        }

        long failed() {
            return deposits.stream().filter(deposit -> !deposit.hasReceipt()).count();
        }

        String sentence() {
            long receipts = DepositRun.receipts(deposits);
            long refused = deposits.stream().filter(Deposit::isRefused).count();
            return "%d calls, %d refused, %d failed, %s, %d messages not intact%s"
                    .formatted(
                            deposits.size(),
                            refused,
                            deposits.size() - receipts - refused,
                            DepositRun.timesToReceipt(deposits),
                            complaints.size(),
                            complaints.isEmpty() ? "" : " (" + complaints.getFirst() + ")");
        }
    }

    private Outcome measured(DepositCaller caller, int calls, double perSecond, Duration speech) {
        List<Duration> before = cpu();
        long began = System.nanoTime();
        DepositRun run =
                new DepositRun(caller, servers.stream().map(Server::sip).toList(), calls, perSecond, speech);
        run.place();
        List<Deposit> deposits = run.results();
        List<Duration> after = cpu();
        double seconds = (System.nanoTime() - began) / 1e9;
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            cpu.add((double) after.get(i).minus(before.get(i)).toMillis());
        }
        List<String> complaints = new ArrayList<>();
        for (Server server : servers) {
            List<StoredMessage> stored = Mailboxes.EXTENSIONS.stream()
                    .flatMap(mailbox -> server.administration().messagesOf(mailbox).stream())
                    .toList();
            complaints.addAll(DepositRun.complaints(deposits, stored));
        }
        return new Outcome(deposits, complaints, cpu, seconds);
    }
}
