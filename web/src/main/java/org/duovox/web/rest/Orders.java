package org.duovox.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.web.page.PeerAnswer;

/** Waits for what a server, perhaps the other one, says. */
final class Orders {

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
        return PeerAnswer.within(PeerAnswer.ORDER_SECONDS, question);
    }

    static Response notReached(Member member) {
        return Answers.error(Response.Status.CONFLICT, "The " + member.word() + " cannot be reached.");
    }
}
