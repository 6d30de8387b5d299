package org.duovox.tool.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.duovox.tool.terminal.Unable;

/**
 * The links between addresses of one {@link Enclosure}. A cut is silent, as that of a cable behind a switch: what is sent leaves,
 * nothing arrives, nobody is told.
 */
public final class Links {

    private static final String TABLE = "inet duovox";

    private static final String SLOW_CLASS = "1:10";

    /** Several packets of 64 KiB, the largest that a loopback device has: who sends more loses some. */
    private static final int WAITING_BYTES = 256 << 10;

    private final boolean breakable;

    /** Whether the loopback device has classes. */
    private boolean queues;

    private Links(boolean breakable) {
        this.breakable = breakable;
    }

    /** Those of the machine itself, which nobody may touch. */
    public static Links ofTheMachine() {
        return new Links(false);
    }

    /** With all links whole. */
    public static Links whole() {
        Links links = new Links(true);
        nft("add table " + TABLE);
        // At the receiver: what is dropped at the sender makes its send fail, and that is no cut.
        nft("add chain " + TABLE + " cuts { type filter hook input priority 0; policy accept; }");
        nft("add chain " + TABLE + " slows { type filter hook output priority 0; policy accept; }");
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

    /**
     * The link carries no more than that, in both directions together; what is sent beyond it waits, and so does all that is sent
     * after it. (The kernels of our test machines cannot delay packets otherwise.)
     */
    public void slow(String one, String other, int kilobitsPerSecond) {
        if (!queues) {
            tc("qdisc add dev lo root handle 1: htb");
            queues = true;
        }
        tc("class replace dev lo parent 1: classid " + SLOW_CLASS + " htb rate " + kilobitsPerSecond + "kbit");
        tc("qdisc replace dev lo parent " + SLOW_CLASS + " handle 10: bfifo limit " + WAITING_BYTES);
        for (String pair : List.of(one + " ip daddr " + other, other + " ip daddr " + one)) {
            nft("add rule " + TABLE + " slows ip saddr " + pair + " meta priority set " + SLOW_CLASS);
        }
    }

    /** Mends all that was cut or slow. */
    public void heal() {
        if (!breakable) {
            return;
        }
        nft("flush chain " + TABLE + " cuts");
        nft("flush chain " + TABLE + " slows");
    }

    private static void tc(String order) {
        List<String> command = new ArrayList<>(List.of("tc"));
        command.addAll(List.of(order.split(" ", -1)));
        run(command);
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
