package org.duovox.twoservers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.terminal.Wait;

/** The alarms and statuses of a change, as a server's timeline tells them. */
final class Alarms {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Both servers' clocks are this machine's; the timeline counts in milliseconds. */
    private final Instant since = Instant.now().minusMillis(1);

    /** All these, in this order, among others; each as "SERVER what". */
    void await(Server asked, List<String> wanted) {
        Wait.until(
                () -> contains(steps(asked), wanted),
                LIMIT,
                () -> "The %s tells %s, and that lacks, in this order, %s".formatted(asked, steps(asked), wanted));
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
    List<String> steps(Server asked) {
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
