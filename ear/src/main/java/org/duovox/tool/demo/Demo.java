package org.duovox.tool.demo;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.duovox.tool.install.Addresses;
import org.duovox.tool.install.Administrator;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Pair;
import org.duovox.tool.phone.Telephone;
import org.duovox.tool.terminal.Steps;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Wait;

/** Tells the story, then stays until Ctrl-C or ends; in both cases the servers stop with it. */
public final class Demo {

    private final Terminal terminal;
    private final Installation installation;

    public Demo(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** 0 if every step held. */
    public int run(boolean once) {
        Pair pair = new Pair(installation, terminal);
        // Ctrl-C, the end of --once and a failed step all come by here.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            terminal.line("Stopping both servers ...");
            pair.stop();
        }));
        long began = System.nanoTime();
        boolean held;
        String pin;
        try (Telephone phones =
                Telephone.at(new InetSocketAddress(installation.addresses().phones(), 5060))) {
            Story story = new Story(installation, pair, phones, new Steps(terminal));
            held = story.tell();
            pin = story.pin();
            terminal.line(
                    held
                            ? "Every step held, in " + (System.nanoTime() - began) / 1_000_000_000 + " s."
                            : "That step did not hold. The logs are in " + installation.state() + "/*/log.");
            if (held && !once) {
                stay(pin);
            }
        }
        return held ? 0 : 1;
    }

    private void stay(String pin) {
        Addresses addresses = installation.addresses();
        Administrator administrator = installation.administrator();
        terminal.line("""

                The consoles (the certificate is self-signed: let the browser go on):
                  publisher   https://%s:8443/    subscriber  https://%s:8443/
                  administrator: %s, password %s
                  a user's inbox: %s, PIN %s
                Both servers stay up until Ctrl-C. Try: ./duovox status, ./duovox kill publisher, ./duovox start publisher.""".formatted(
                        addresses.publisher(),
                        addresses.subscriber(),
                        administrator.name(),
                        administrator.password(),
                        Story.MAILBOX,
                        pin));
        while (true) {
            Wait.pause(Duration.ofHours(1));
        }
    }
}
