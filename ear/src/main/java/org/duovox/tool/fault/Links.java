package org.duovox.tool.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.duovox.tool.terminal.Unable;

/**
 * The links between addresses of one {@link Enclosure}. A cut is silent, as that of a cable behind a switch: what is sent leaves,
 * nothing arrives, nobody is told.
 */
public final class Links {

    private static final String TABLE = "inet duovox";

    private Links() {}

    /** With all links whole. */
    public static Links whole() {
        Links links = new Links();
        nft("add table " + TABLE);
        // At the receiver: what is dropped at the sender makes its send fail, and that is no cut.
        nft("add chain " + TABLE + " cuts { type filter hook input priority 0; policy accept; }");
        links.heal();
        return links;
    }

    public void cut(String one, String other) {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    public void cutOneWay(String from, String to) {
        nft("add rule " + TABLE + " cuts ip saddr " + from + " ip daddr " + to + " drop");
    }

    /** That share of the packets is lost, in both directions. */
    public void lose(String one, String other, int percent) {
        for (String pair : List.of(one + " ip daddr " + other, other + " ip daddr " + one)) {
            nft("add rule " + TABLE + " cuts ip saddr " + pair + " numgen random mod 100 < " + percent + " drop");
        }
    }

    /** Mends all that was cut. */
    public void heal() {
        nft("flush chain " + TABLE + " cuts");
    }

    private static void nft(String order) {
        if (!Enclosure.isInside()) {
            throw new IllegalStateException("Links are cut in a network namespace of our own only");
        }
        run(List.of("nft", order));
    }

    static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Unable(String.join(" ", command) + " failed: " + said.strip());
            }
        } catch (IOException e) {
            throw new Unable(String.join(" ", command) + " cannot be run (" + e.getMessage() + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; start again.", e);
        }
    }
}
