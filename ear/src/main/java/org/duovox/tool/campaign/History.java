package org.duovox.tool.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.terminal.Terminal;

/** What the clients did and were told, in memory for the checker and line by line in a file for people. */
final class History {

    private final Path file;
    private final List<CompletableFuture<Deposit>> deposits = new ArrayList<>();
    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private final Map<String, Integer> faults = new LinkedHashMap<>();
    private int listened;
    private int heard;
    private int clicked;

    History(Path file) {
        this.file = file;
        line("begins");
    }

    synchronized void line(String text) {
        try {
            Files.writeString(
                    file, Terminal.now() + " " + text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void fault(String kind, String what) {
        faults.merge(kind, 1, Integer::sum);
        line("FAULT " + what);
    }

    synchronized void deposit(CompletableFuture<Deposit> deposit) {
        deposits.add(deposit.whenComplete((done, never) -> line("CALL " + done.calling() + " answered with "
                + done.status() + ", " + (done.hasReceipt() ? "receipt" : "no receipt"))));
    }

    synchronized void step(Step step, String server) {
        steps.computeIfAbsent(step.message(), id -> new ArrayList<>()).add(step);
        line("OWNER " + step.verb() + " of " + step.message() + " on the " + server + ": " + step.answer());
    }

    /** A step that was asked for by a click in a page. */
    synchronized void clicked(Step step, String page) {
        clicked++;
        step(step, page);
    }

    /** Steps that were asked for in pages. */
    synchronized int clicked() {
        return clicked;
    }

    /** Somebody has listened by phone. */
    synchronized void listened(String server, int messages) {
        listened++;
        heard += messages;
        line("PHONE on the " + server + ": " + messages + " heard");
    }

    /** Calls of people who wanted to listen. */
    synchronized int listened() {
        return listened;
    }

    /** Messages that they heard. */
    synchronized int heard() {
        return heard;
    }

    synchronized Map<String, Integer> faults() {
        return new LinkedHashMap<>(faults);
    }

    synchronized List<CompletableFuture<Deposit>> deposits() {
        return List.copyOf(deposits);
    }

    synchronized Map<String, List<Step>> steps() {
        Map<String, List<Step>> copy = new LinkedHashMap<>();
        steps.forEach((id, some) -> copy.put(id, List.copyOf(some)));
        return copy;
    }
}
