package org.duovox.twoservers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/** The alarms and statuses of a change, as a server's timeline tells them. */
final class Alarms {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Both servers' clocks are this machine's; the timeline counts in milliseconds. */
    private final Instant since = Instant.now().minusMillis(1);

    /** All these, in this order, among others; each as "SERVER what". */
    void await(Server asked, String... wanted) {
        List<String> all = List.of(wanted);
        Wait.until(
                () -> contains(steps(asked), all),
                LIMIT,
                () -> "The %s tells %s, and that lacks, in this order, %s".formatted(asked, steps(asked), all));
    }

    /** The guide's second sequence: a Secondary takes over from a Primary that it has lost, and who cannot speak says nothing. */
    void awaitTakeover(Server asked, Member survivor) {
        await(
                asked,
                survivor + " NoConnectionToPeer",
                survivor + " AutoFailoverInitiated",
                survivor + " Primary",
                survivor + " AutoFailoverSucceeded");
    }

    /**
     * The guide's first sequence: the Primary has the other take over. Both initiate it; the Primary gives its status up at once
     * and does not wait until the other has said so, hence two orders.
     */
    void awaitHandOver(Server asked, Member taker) {
        Member giver = taker.peer();
        String initiated = giver + " AutoFailoverInitiated";
        String succeeded = taker + " AutoFailoverSucceeded";
        await(asked, initiated, giver + " Secondary", taker + " Primary", succeeded);
        await(asked, initiated, taker + " AutoFailoverInitiated", taker + " Primary", succeeded);
    }

    /** The guide's third sequence, and the publisher's failback, which has the same: a Secondary asks the Primary for its status. */
    void awaitChangeOver(Server asked, String change, Member taker) {
        Member giver = taker.peer();
        await(
                asked,
                taker + " " + change + "Initiated",
                giver + " " + change + "Initiated",
                giver + " Secondary",
                taker + " Primary",
                taker + " " + change + "Succeeded");
    }

    /** Nothing of this was told so far. */
    void expectNone(Server asked, String part) {
        List<String> steps = steps(asked);
        if (steps.stream().anyMatch(step -> step.contains(part))) {
            throw new Unable("The " + asked + " tells of " + part + ": " + steps);
        }
    }

    private static boolean contains(List<String> all, List<String> wanted) {
        Iterator<String> rest = all.iterator();
        for (String each : wanted) {
            boolean found = false;
            while (!found && rest.hasNext()) {
                found = rest.next().equals(each);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** The oldest first. */
    private List<String> steps(Server asked) {
        List<String> steps = new ArrayList<>();
        for (Json step : asked.administration()
                .rest()
                .get("/cluster/timeline")
                .at("steps")
                .items()) {
            boolean told = !step.at("kind").text().equals("STEP");
            if (told && Instant.parse(step.at("at").text()).isAfter(since)) {
                steps.addFirst(step.at("member").text() + " " + step.at("what").text());
            }
        }
        return steps;
    }
}
