package org.duovox.twoservers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Addresses;
import org.duovox.tool.install.Administrator;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.terminal.Terminal;

/** A fresh publisher and subscriber with addresses of their own, a mailbox, ports, and a phone system to call from. */
public final class TwoServers implements AutoCloseable {

    public static final String MAILBOX = "1001";
    public static final String PIN = "314159";

    /** Another one, such as 127.0.7, for whoever runs these tests twice at a time on one machine. */
    private static final String NET = System.getenv().getOrDefault("DUOVOX_TEST_NET", "127.0.0");

    public static final String PHONES = NET + ".25";

    private static final Addresses ADDRESSES = new Addresses(NET + ".15", NET + ".16", PHONES);

    /** 10 calls a second of 5 s all in all, on one server while the other is down. */
    private static final int PORTS = 100;

    private final Installation installation;
    private final Pair pair;
    private final Telephone telephone;

    private TwoServers(Installation installation, Pair pair, Telephone telephone) {
        this.installation = installation;
        this.pair = pair;
        this.telephone = telephone;
    }

    /** Skips the test where ./duovox has not prepared the servers' home. */
    public static TwoServers started(String name) {
        return started(name, Map.of());
    }

    /** With system properties of both servers. */
    public static TwoServers started(String name, Map<String, String> properties) {
        TwoServers servers = prepared(name);
        boolean whole = false;
        try {
            servers.start(properties);
            whole = true;
        } finally {
            if (!whole) {
                servers.close();
            }
        }
        return servers;
    }

    /** Starts both and gives them the mailbox and the ports. */
    public void start(Map<String, String> properties) {
        pair.start(properties);
        new Provision(PHONES, PORTS, MAILBOX, "Test", PIN).applyTo(installation.anyServer());
        pair.awaitPorts(PORTS);
    }

    /** Nothing of an earlier run, and nothing started. */
    public static TwoServers prepared(String name) {
        Path top = Path.of("..").toAbsolutePath().normalize();
        assumeTrue(Files.isDirectory(top.resolve(".duovox/home")), "no server home; ./duovox test makes it");
        Installation installation = new Installation(top, top.resolve("ear/target/two-servers/" + name), ADDRESSES);
        installation.forget();
        Pair pair = new Pair(installation, new Terminal(System.out, false));
        Telephone telephone = Telephone.at(new InetSocketAddress(PHONES, 5060));
        return new TwoServers(installation, pair, telephone);
    }

    public Administrator administrator() {
        return installation.administrator();
    }

    public Pair pair() {
        return pair;
    }

    public Server server(Member member) {
        return pair.server(member);
    }

    public List<InetSocketAddress> sip() {
        return List.of(server(Member.PUBLISHER).sip(), server(Member.SUBSCRIBER).sip());
    }

    public Telephone telephone() {
        return telephone;
    }

    @Override
    public void close() {
        telephone.close();
        pair.stop();
    }
}
