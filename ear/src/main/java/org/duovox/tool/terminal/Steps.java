package org.duovox.tool.terminal;

import java.time.Duration;

/** Numbered lines: what is being done, whether it held, how long it took, and what was seen. */
public final class Steps {

    private final Terminal terminal;
    private int number;

    public Steps(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Carries out a step; what it returns is shown behind the check mark. */
    @FunctionalInterface
    public interface Action {
        String carryOut() throws Exception;
    }

    /** True if the step held; a step fails by throwing. */
    public boolean step(String title, Action action) {
        number++;
        terminal.line("%s %2d. %s".formatted(Terminal.now(), number, title));
        long began = System.nanoTime();
        try {
            String seen = action.carryOut();
            terminal.line("                 \u2713 " + seen + " (" + since(began) + ")");
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            terminal.line("                 \u2717 interrupted");
            return false;
        } catch (Exception e) {
            terminal.line("                 \u2717 " + (e instanceof Unable ? e.getMessage() : e.toString()) + " ("
                    + since(began) + ")");
            return false;
        }
    }

    /** A line below the step in progress. */
    public void note(String text) {
        terminal.line("                   " + text);
    }

    private static String since(long began) {
        return Terminal.readable(Duration.ofNanos(System.nanoTime() - began));
    }
}
