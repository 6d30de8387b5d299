package org.duovox.web.page;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a server, perhaps the other one, says. */
public final class PeerAnswer {

    /** Enough for an order, whose outcome is known after 15 s. */
    public static final int ORDER_SECONDS = 17;

    private PeerAnswer() {}

    /** Nothing when it did not come in time, or the other server cannot be reached. */
    public static <T> Optional<T> within(int seconds, CompletionStage<T> question) {
        try {
            return Optional.of(question.toCompletableFuture().get(seconds, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
