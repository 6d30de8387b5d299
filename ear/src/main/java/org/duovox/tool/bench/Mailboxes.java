package org.duovox.tool.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Installation;

/** The people whom benches call: as many messages as a bench leaves belong to several of them. */
final class Mailboxes {

    static final List<String> EXTENSIONS =
            IntStream.rangeClosed(1001, 1020).mapToObj(String::valueOf).toList();

    static final String PIN = "271828";

    private Mailboxes() {}

    /** Makes them, and what calls need. */
    static void provide(Installation installation, int portsPerServer) {
        new Provision(installation.addresses().phones(), portsPerServer, EXTENSIONS.getFirst(), "Bench", PIN)
                .applyTo(installation.anyServer());
        // A user a request, and the ports only once.
        EXTENSIONS.stream()
                .skip(1)
                .forEach(mailbox -> installation.anyServer().addUser(mailbox, "Bench", PIN, Provision.PHONE_SYSTEM));
    }
}
