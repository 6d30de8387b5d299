package org.duovox.tool.bench;

import java.util.Map;
import org.duovox.tool.install.Addresses;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Pair;
import org.duovox.tool.terminal.Terminal;

/** Where benchmarks run: servers and addresses of their own, beside those of the demo, and empty at the beginning. */
final class Rehearsal {

    private static final Addresses ADDRESSES = new Addresses("127.0.0.13", "127.0.0.14", "127.0.0.23");

    private Rehearsal() {}

    static Installation fresh(Installation installation) {
        Installation own = installation.addresses().equals(Addresses.STANDARD)
                ? installation.beside("bench", ADDRESSES)
                : installation.beside("bench", installation.addresses());
        own.forget();
        return own;
    }

    /** Both servers, started, and stopped when this process ends. */
    static Pair started(Installation own, Terminal terminal, Map<String, String> properties) {
        Pair pair = new Pair(own, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(pair::stop));
        terminal.line("Starting two servers with nothing in them ...");
        pair.start(properties);
        return pair;
    }
}
