package org.duovox.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Who waits for the outcome of an order. */
final class PendingOrders {

    /** The rules answer within 9 s; what was not even taken up by then never will be. */
    private static final int LIMIT_SECONDS = 15;

    /** An administrator has one order at a time; more waiting ones come from a script that has gone wild. */
    private static final int MOST = 32;

    private static final OrderOutcome STOPS = OrderOutcome.refused("The server stops.");

    private final Map<Long, CompletableFuture<OrderOutcome>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** Gives the order a number; the outcome comes by {@link #end}. */
    CompletionStage<OrderOutcome> begin(LongConsumer give) {
        if (waiting.size() >= MOST) {
            return CompletableFuture.completedStage(OrderOutcome.refused("Too many orders wait."));
        }
        long number = numbers.incrementAndGet();
        CompletableFuture<OrderOutcome> outcome = new CompletableFuture<OrderOutcome>()
                .completeOnTimeout(
                        OrderOutcome.refused("The role manager did not answer in time; see the log."),
                        LIMIT_SECONDS,
                        TimeUnit.SECONDS);
        waiting.put(number, outcome);
        give.accept(number);
        return outcome.whenComplete((known, failure) -> waiting.remove(number));
    }

    void end(long number, OrderOutcome outcome) {
        CompletableFuture<OrderOutcome> asked = waiting.get(number);
        if (asked != null) {
            asked.completeAsync(() -> outcome);
        }
    }

    void close() {
        waiting.values().forEach(asked -> asked.completeAsync(() -> STOPS));
    }
}
