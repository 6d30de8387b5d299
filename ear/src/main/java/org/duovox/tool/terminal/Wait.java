package org.duovox.tool.terminal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Waiting for something outside this process by looking again and again. */
public final class Wait {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Wait() {}

    /** Returns how long it took; throws with the sentence when the time is up. */
    public static Duration until(BooleanSupplier met, Duration limit, Supplier<String> sentence) {
        return until(met, limit, INTERVAL, sentence);
    }

    public static Duration until(BooleanSupplier met, Duration limit, Duration interval, Supplier<String> sentence) {
        long began = System.nanoTime();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new Unable(sentence.get());
            }
            pause(interval);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Does it again and again until it does not throw {@link Unable}.
     *
     * @param sentence made of what it said last
     */
    public static void untilDone(Runnable work, Duration limit, Duration interval, UnaryOperator<String> sentence) {
        String[] said = {""};
        until(
                () -> {
                    try {
                        work.run();
                        return true;
                    } catch (Unable e) {
                        said[0] = String.valueOf(e.getMessage());
                        return false;
                    }
                },
                limit,
                interval,
                () -> sentence.apply(said[0]));
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; look with ./duovox status.", e);
        }
    }
}
