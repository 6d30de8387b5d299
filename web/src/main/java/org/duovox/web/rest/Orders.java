package org.duovox.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;

/** Waits for what a server, perhaps the other one, says. */
final class Orders {

    /** An order's outcome is known after 15 s. */
    private static final int PATIENCE_SECONDS = 17;

    private Orders() {}

    static Response await(CompletionStage<OrderOutcome> outcome) {
        return ask(outcome)
                .map(Orders::answer)
                .orElseGet(() -> Answers.error(
                        Response.Status.CONFLICT, "It is not known in time what became of it; look at the status."));
    }

    private static Response answer(OrderOutcome outcome) {
        return outcome.done()
                ? Response.ok(Answers.object("done", outcome.sentence())).build()
                : Answers.error(Response.Status.CONFLICT, outcome.sentence());
    }

    /** Nothing when it did not come in time, or the other server cannot be reached. */
    static <T> Optional<T> ask(CompletionStage<T> question) {
        try {
            return Optional.of(question.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    static Response notReached(Member member) {
        return Answers.error(Response.Status.CONFLICT, "The " + member.word() + " cannot be reached.");
    }
}
