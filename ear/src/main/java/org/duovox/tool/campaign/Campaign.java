package org.duovox.tool.campaign;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.fault.Enclosure;
import org.duovox.tool.fault.Fault;
import org.duovox.tool.fault.Links;
import org.duovox.tool.fault.SmallDisk;
import org.duovox.tool.install.Addresses;
import org.duovox.tool.install.Clocks;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/**
 * Two servers in a network namespace, callers and owners, and one calamity after another from a seed; in the end everything is
 * mended, and what the servers have is compared with what the clients were told. The seed repeats the calamities, not the moments
 * at which the servers meet them.
 */
public final class Campaign {

    private static final Addresses ADDRESSES = new Addresses("127.0.0.17", "127.0.0.18", "127.0.0.27");
    private static final int PORTS = 100;
    private static final String PROMPTS = "ejb/src/main/resources/org/duovox/prompt";
    private static final int SHORTEST_REST_MILLIS = 2_000;
    private static final int LONGEST_REST_MILLIS = 15_000;

    /** A call that nobody answers any more ends after 32 s, its BYE 32 s later. */
    private static final Duration CALLS_END = Duration.ofSeconds(80);

    private static final Duration SETTLING = Duration.ofMinutes(3);
    private static final int MOST_COMPLAINTS = 20;

    private final Terminal terminal;
    private final Installation installation;

    public Campaign(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /**
     * 0 if nothing was lost, duplicated or different.
     *
     * @param enclosed whether to do it in a network namespace, if one can be made
     */
    public int run(int minutes, int seed, boolean enclosed) {
        if (!Enclosure.isInside()) {
            Optional<String> obstacle = enclosed ? Enclosure.obstacle() : Optional.of("it was not wanted");
            if (obstacle.isEmpty()) {
                return Enclosure.again(terminal, "-Xmx1g", "faults", "--minutes", "" + minutes, "--seed", "" + seed);
            }
            terminal.line("Without a network namespace: " + obstacle.get() + ".");
        }
        Installation own = installation.beside("faults-" + seed, ADDRESSES);
        own.forget();
        Pair pair = new Pair(own, terminal);
        Links links = Enclosure.isInside() ? Links.whole() : Links.ofTheMachine();
        Map<Member, SmallDisk> disks = disks(pair);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                pair.stop();
            } finally {
                disks.values().forEach(this::close);
            }
        }));
        return run(minutes, seed, new Fault.Scene(pair, links, Map.of()), own, disks);
    }

    private int run(int minutes, int seed, Fault.Scene scene, Installation own, Map<Member, SmallDisk> disks) {
        Pair pair = scene.pair();
        Set<Calamity.Need> there = there(own, disks);
        String leftOut = Calamity.leftOut(there);
        if (!leftOut.isEmpty()) {
            terminal.line("LEFT OUT, for it cannot be done here: " + leftOut + ".");
        }
        terminal.line("Starting two servers with nothing in them; seed " + seed + ", " + minutes + " minutes ...");
        pair.start();
        SplittableRandom random = new SplittableRandom(seed);
        History history = new History(own.state().resolve("history.log"));
        try (Telephone telephone = Telephone.at(new InetSocketAddress(ADDRESSES.phones(), 5060))) {
            new Provision(ADDRESSES.phones(), PORTS, Load.MAILBOX, "Owner", Load.PIN).applyTo(own.anyServer());
            own.anyServer().addUser(PhoneOwner.MAILBOX, "Listener", Load.PIN, Provision.PHONE_SYSTEM);
            own.anyServer().addUser(WebOwner.MAILBOX, "Reader", Load.PIN, Provision.PHONE_SYSTEM);
            pair.awaitPorts(PORTS);
            PhoneOwner phoneOwner =
                    new PhoneOwner(telephone, history, random.split(), own.top().resolve(PROMPTS));
            // Of its own, so that what a seed does to the servers is what it did before there was this owner.
            WebOwner webOwner = new WebOwner(pair, history, new SplittableRandom(-seed));
            Load load = new Load(pair, telephone, history, random.split(), phoneOwner, webOwner);
            load.begin();
            plague(minutes, there, new Calamity.Maker(scene, disks, history, load, terminal, random), random);
            load.close();
            scene.links().heal();
            pair.start();
            Wait.pause(CALLS_END);
            String difference = settle(pair);
            Verdict verdict = Verdict.of(history, pair, telephone.notices());
            print(verdict, history, load, difference);
            if (!verdict.isGood()) {
                terminal.line("What is needed to understand it is kept in " + own.state() + ".");
            }
            return verdict.isGood() ? 0 : 1;
        }
    }

    /** One for each server, or none. */
    private static Map<Member, SmallDisk> disks(Pair pair) {
        Map<Member, SmallDisk> disks = new EnumMap<>(Member.class);
        if (Enclosure.isInside()) {
            for (Member member : Member.values()) {
                SmallDisk.at(pair.server(member).base()).ifPresent(disk -> disks.put(member, disk));
            }
        }
        return disks;
    }

    private void close(SmallDisk disk) {
        try {
            disk.close();
        } catch (Unable | UncheckedIOException e) {
            terminal.line("A small disk stays where it is: " + e.getMessage());
        }
    }

    private Set<Calamity.Need> there(Installation own, Map<Member, SmallDisk> disks) {
        Set<Calamity.Need> there = EnumSet.of(Calamity.Need.NOTHING);
        if (Enclosure.isInside()) {
            there.add(Calamity.Need.LINKS);
        }
        if (disks.size() == Member.values().length) {
            there.add(Calamity.Need.DISKS);
        }
        if (Enclosure.isInstalled("prlimit")) {
            there.add(Calamity.Need.PRLIMIT);
        }
        Optional<String> obstacle = Clocks.obstacle();
        obstacle.ifPresent(why -> terminal.line("Clocks do not jump: " + why + "."));
        if (obstacle.isEmpty()) {
            own.servers().forEach(server -> Clocks.set(server.clock(), 0));
            there.add(Calamity.Need.CLOCKS);
        }
        return there;
    }

    private static void plague(int minutes, Set<Calamity.Need> there, Calamity.Maker maker, SplittableRandom random) {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (System.nanoTime() - end < 0) {
            Wait.pause(Duration.ofMillis(random.nextInt(SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS)));
            maker.make(Calamity.any(random, there));
        }
    }

    /** In what the servers still differ when they had time; the verdict says it, too. */
    private static String settle(Pair pair) {
        try {
            pair.awaitEqual(SETTLING);
            return "";
        } catch (Unable different) {
            return String.valueOf(different.getMessage());
        }
    }

    private void print(Verdict verdict, History history, Load load, String difference) {
        Verdict.Counts counts = verdict.counts();
        terminal.line("");
        history.faults().forEach((kind, times) -> terminal.line("%4d  %s".formatted(times, kind)));
        terminal.line("%4d  calls offered, %d answered, %d refused, %d receipts; %d messages stored"
                .formatted(counts.offered(), counts.answered(), counts.refused(), counts.receipts(), counts.stored()));
        terminal.line("%4d  things asked for by owners, %d of them by web page; %d calls to listen, %d messages heard"
                .formatted(counts.steps(), history.clicked(), history.listened(), history.heard()));
        terminal.line("%4d  lost, %d duplicated, %d differing, %d forgotten, %d lamps wrong"
                .formatted(
                        verdict.lost().size(),
                        verdict.duplicated().size(),
                        verdict.differing().size(),
                        verdict.forgotten().size(),
                        verdict.lamps().size()));
        terminal.line("      longest time without an answering server " + Terminal.readable(load.longestSilence())
                + ", both killed left out");
        if (!difference.isEmpty()) {
            terminal.line(difference);
        }
        verdict.complaints().forEach(history::line);
        verdict.complaints().stream().limit(MOST_COMPLAINTS).forEach(terminal::line);
    }
}
