package org.duovox.tool;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.duovox.tool.bench.CatchUpBench;
import org.duovox.tool.bench.DepositBench;
import org.duovox.tool.bench.FailoverBench;
import org.duovox.tool.bench.SplitBrainBench;
import org.duovox.tool.campaign.Campaign;
import org.duovox.tool.demo.Demo;
import org.duovox.tool.install.Installation;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;

/** Carries out one command of ./duovox; the exit status is 0, 1 when it could not be done, 2 when it was not understood. */
public final class Duovox {

    static final String USAGE = """
        ./duovox demo [--once]                     two servers, real calls, one server killed; shows what happens
        ./duovox test [--all]                      all tests that take less than 30 minutes, or all
        ./duovox start|stop|kill SERVER            SERVER is publisher or subscriber; stop lets calls end, kill does not
        ./duovox status [--json]                   both servers
        ./duovox make-primary SERVER               a Secondary becomes Primary, the Primary Secondary; no call is touched
        ./duovox deactivate SERVER [--confirm]     a Secondary stops serving; --confirm when that drops calls in progress
        ./duovox activate SERVER                   a Deactivated server serves again
        ./duovox stop-taking-calls|take-calls SERVER   calls in progress go on, new ones are refused; the phone system sees it
        ./duovox drain SERVER [--undo]             prepares a server for maintenance, or brings it back; no call is dropped
        ./duovox overwrite SERVER --confirm        sets a server's data aside and has it take everything from the other one
        ./duovox server list | add HOST [--mac MAC] [--description TEXT] | remove subscriber [--confirm]   who may join the publisher
        ./duovox bench deposit [--servers 1|2|both]   what a call costs, and how many are possible
        ./duovox bench failover [--runs 20] [--faults kill,hang,cut,database,service,pause]
                                                   from a fault of the Primary to the other server's status Primary
        ./duovox bench catchup [--messages 10000]  how long a server that was away takes to have everything
        ./duovox bench splitbrain [--minutes 10] [--messages 500] [--changes 200]   how long both servers take to be one again
        ./duovox faults [--minutes 5] [--seed 1] [--no-namespace]   two servers under load and under faults of all kinds; says
                                           what was lost. Without a network namespace no link is cut and no disk filled
        ./duovox phonesystem add NAME | list
        ./duovox portgroup add NAME --phone-system NAME --host ADDRESS [--sip-port 5060] [--transport udp|tcp] [--no-mwi] | list
        ./duovox ports add COUNT --port-group NAME --server SERVER | list
        ./duovox user add EXTENSION --name NAME --phone-system NAME [--pin PIN] | pin EXTENSION [PIN] | list
        ./duovox messages EXTENSION                what is in a mailbox, on each server\
        """;

    private final Terminal terminal;
    private final Installation installation;

    private Duovox(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    public static void main(String[] words) {
        int status;
        try {
            status = new Duovox(Terminal.standard(), Installation.fromEnvironment(System.getenv()))
                    .carryOut(List.of(words));
        } catch (Unable e) {
            System.err.println("duovox: " + e.getMessage());
            status = 1;
        } catch (UncheckedIOException e) {
            System.err.println("duovox: " + e.getMessage() + " (" + e.getCause()
                    + "); see that the disk is not full and the checkout belongs to you, and try again.");
            status = 1;
        }
        System.exit(status);
    }

    private int carryOut(List<String> words) {
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        ServerCommands servers = new ServerCommands(terminal, installation);
        ConfigurationCommands configuration = new ConfigurationCommands(terminal, installation);
        return switch (words.isEmpty() ? "help" : words.getFirst()) {
            case "demo" -> new Demo(terminal, installation).run(rest.contains("--once"));
            case "start" -> servers.start(rest);
            case "stop" -> servers.stop(rest);
            case "kill" -> servers.kill(rest);
            case "status" -> servers.status(rest.contains("--json"));
            case "make-primary", "deactivate", "activate", "stop-taking-calls", "take-calls" ->
                servers.order(words.getFirst(), rest);
            case "drain" -> servers.drain(rest);
            case "overwrite" -> servers.overwrite(rest);
            case "bench" -> bench(rest);
            case "faults" -> faults(Arguments.of(rest));
            case "server" -> configuration.server(rest);
            case "phonesystem" -> configuration.phoneSystem(rest);
            case "portgroup" -> configuration.portGroup(rest);
            case "ports" -> configuration.ports(rest);
            case "user" -> configuration.user(rest);
            case "messages" -> configuration.messages(rest);
            case "test-summary" -> new TestSummary(terminal, installation.top()).print();
            case "help", "--help", "-h" -> {
                terminal.line(USAGE);
                yield 0;
            }
            default -> notUnderstood("There is no command " + words.getFirst() + "; ./duovox help lists them.");
        };
    }

    private int bench(List<String> words) {
        Arguments arguments = Arguments.of(words);
        return switch (arguments.word(0)) {
            case "deposit" -> {
                DepositBench bench = new DepositBench(terminal, installation);
                yield arguments.option("servers").filter("both"::equals).isPresent()
                        ? bench.compare()
                        : bench.run(arguments.number("servers", 2), arguments.number("rate-limit", 400));
            }
            case "failover" ->
                new FailoverBench(terminal, installation)
                        .run(
                                arguments.number("runs", 20),
                                arguments.option("faults").orElse("all"));
            case "catchup" -> new CatchUpBench(terminal, installation).run(arguments.number("messages", 10_000));
            case "splitbrain" ->
                new SplitBrainBench(terminal, installation)
                        .run(
                                arguments.number("minutes", 10),
                                arguments.number("messages", 500),
                                arguments.number("changes", 200));
            default -> notUnderstood("Say ./duovox bench deposit, failover, catchup or splitbrain.");
        };
    }

    private int faults(Arguments arguments) {
        return new Campaign(terminal, installation)
                .run(arguments.number("minutes", 5), arguments.number("seed", 1), !arguments.has("no-namespace"));
    }

    private static int notUnderstood(String sentence) {
        System.err.println("duovox: " + sentence);
        return 2;
    }

    /** For messages about words that were not expected. */
    static Unable misspoken(String... forms) {
        return new Unable("Say ./duovox " + String.join(" or ./duovox ", Arrays.asList(forms)) + ".");
    }
}
