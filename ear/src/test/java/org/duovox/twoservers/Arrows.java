package org.duovox.twoservers;

import static org.duovox.tool.install.Member.PUBLISHER;
import static org.duovox.tool.install.Member.SUBSCRIBER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.tool.fault.SmallDisk;
import org.duovox.tool.terminal.Unable;

/**
 * Takes two real servers along every arrow between statuses (guide, chapter 3 with tables 3-3 and 3-4), with a call in progress on
 * each, and looks at calls, statuses and alarms. Runs in an {@link org.duovox.tool.fault.Enclosure}; the exit status is 0 when
 * everything was as it must be. Prints how long each change took. Words name the arrows wanted, and all are when there are none.
 */
public final class Arrows {

    /** So begins the line of an arrow that cannot be made here. */
    static final String LEFT_OUT = "LEFT OUT, for only root on a machine with loop devices can make it: ";

    private Arrows() {}

    public static void main(String[] words) {
        int status = 1;
        TwoServers servers = TwoServers.prepared("arrows");
        Optional<SmallDisk> disk = SmallDisk.at(servers.server(PUBLISHER).base());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            disk.ifPresent(SmallDisk::thaw); // otherwise the publisher cannot even be killed
            servers.pair().stop();
        }));
        try (servers) {
            Cluster cluster = new Cluster(servers);
            cluster.start();
            follow(arrows(cluster, disk), List.of(words));
            cluster.printTimes();
            status = 0;
        } catch (Unable e) {
            System.out.println("FAILED: " + e.getMessage());
        }
        try {
            disk.ifPresent(SmallDisk::close);
        } catch (Unable e) {
            System.out.println("The small disk stays where it is: " + e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private static void follow(Map<String, Runnable> all, List<String> named) {
        if (!all.keySet().containsAll(named)) {
            throw new Unable("Not all of " + named + " are arrows; there are " + all.keySet());
        }
        all.forEach((name, arrow) -> {
            if (named.isEmpty() || named.contains(name)) {
                arrow.run();
            }
        });
    }

    /** The disk hangs late, when the publisher has run for long; those that start servers again come last. */
    private static Map<String, Runnable> arrows(Cluster cluster, Optional<SmallDisk> disk) {
        ArrowsByHand byHand = new ArrowsByHand(cluster);
        ArrowsOfLinks links = new ArrowsOfLinks(cluster);
        ArrowsOfFailures failures = new ArrowsOfFailures(cluster, disk);
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("by-hand", byHand::makePrimary);
        all.put("service", failures::criticalService);
        all.put("deactivation", byHand::deactivation);
        all.put("replicating-data", byHand::replicatingData);
        all.put("backlog", byHand::backlogged);
        all.put("hang", failures::hanging);
        all.put("cut", links::cut);
        all.put("cut-one-way", links::cutOneWay);
        all.put("cut-again", links::cutDuringRecovery);
        all.put("isolation", links::isolated);
        all.put("not-automatic", byHand::notAutomatic);
        all.put("hanging-disk", failures::hangingDisk);
        all.put("full-disk", failures::fullDisk);
        all.put("kill-publisher", () -> failures.killed(PUBLISHER));
        all.put("kill-subscriber", () -> failures.killed(SUBSCRIBER));
        all.put("database", failures::failedDatabase);
        all.put("stop", failures::stoppedInOrder);
        all.put("database-of-secondary", failures::failedDatabaseOfTheSecondary);
        return all;
    }
}
