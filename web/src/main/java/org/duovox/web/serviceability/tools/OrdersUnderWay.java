package org.duovox.web.serviceability.tools;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.OrderOutcome;

/**
 * What administrators ordered on this server's page and what became of it, for all who look: an order takes up to 15 s, and no
 * request waits for it.
 */
@ApplicationScoped
public class OrdersUnderWay {

    /** What an administrator still remembers having clicked. */
    private static final int MOST = 5;

    private static final Duration SHOWN = Duration.ofMinutes(1);

    private final Clock clock = Clock.systemUTC();
    private final Deque<Ordered> orders = new ArrayDeque<>();

    private static final class Ordered {

        private final Instant at;
        private String sentence;

        private Ordered(Instant at, String sentence) {
            this.at = at;
            this.sentence = sentence;
        }
    }

    /**
     * Shows an order until a minute after it was given.
     *
     * @param what is under way: "The subscriber is made Primary"
     */
    synchronized void follow(String what, CompletionStage<OrderOutcome> outcome) {
        Ordered order = new Ordered(clock.instant(), what + " ...");
        orders.addFirst(order);
        if (orders.size() > MOST) {
            orders.removeLast();
        }
        outcome.whenComplete((done, failure) -> {
            synchronized (this) {
                order.sentence = done == null ? what + ": it is not known what became of it." : done.sentence();
            }
        });
    }

    synchronized void say(String sentence) {
        orders.addFirst(new Ordered(clock.instant(), sentence));
        if (orders.size() > MOST) {
            orders.removeLast();
        }
    }

    /** The newest first. */
    synchronized List<String> sentences() {
        Instant since = clock.instant().minus(SHOWN);
        orders.removeIf(order -> order.at.isBefore(since));
        return orders.stream()
                .map(order -> ClusterManagement.clockTime(order.at) + " " + order.sentence)
                .toList();
    }
}
