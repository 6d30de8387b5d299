package org.duovox.data.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.duovox.cluster.ServiceHealth.State;
import org.junit.jupiter.api.Test;

class CommitWatchTest {

    // Near the end of a long, as System.nanoTime may be.
    private static final long START = Long.MAX_VALUE - CommitWatch.INTERVAL;

    private final CommitWatch watch = new CommitWatch(START - CommitWatch.STARTS);
    private CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private boolean answers = true;
    private int commits;

    private State at(long nanos) {
        return watch.look(
                START + nanos,
                () -> {
                    commits++;
                    asked = new CompletableFuture<>();
                    return asked;
                },
                () -> answers);
    }

    @Test
    void aDatabaseThatCommitsRuns() {
        at(0);
        asked.complete(true);
        assertThat(at(1)).isEqualTo(State.OK);
    }

    @Test
    void aCommitIsTriedTwiceASecond() {
        for (int i = 0; i < 10; i++) {
            at(i * CommitWatch.INTERVAL / 2);
            asked.complete(true);
        }
        assertThat(commits).isEqualTo(5);
    }

    @Test
    void aDatabaseThatRefusesACommitHasFailed() {
        at(0);
        asked.completeExceptionally(new IllegalStateException("disk"));
        assertThat(at(1)).isEqualTo(State.FAILED);
    }

    @Test
    void itHasFailedUntilACommitSucceeds() {
        at(0);
        asked.completeExceptionally(new IllegalStateException("disk"));
        at(CommitWatch.INTERVAL);
        State waiting = at(CommitWatch.INTERVAL + 1);
        asked.complete(true);
        assertThat(waiting.equals(State.FAILED) && at(CommitWatch.INTERVAL + 2).equals(State.OK))
                .isTrue();
    }

    @Test
    void aCommitThatTakesLongIsNoFailureWhileConnectionsAnswer() {
        at(0);
        assertThat(at(CommitWatch.PATIENCE - 1)).isEqualTo(State.OK);
    }

    @Test
    void aCommitThatTakesLongIsAFailureWhenConnectionsDoNot() {
        at(0);
        answers = false;
        assertThat(at(1)).isEqualTo(State.FAILED);
    }

    @Test
    void aServerThatStartsMayBeSlow() {
        CommitWatch starts = new CommitWatch(0);
        starts.look(0, CompletableFuture::new, () -> false);
        assertThat(starts.look(CommitWatch.PATIENCE_AT_START - 1, CompletableFuture::new, () -> false))
                .isEqualTo(State.OK);
    }

    @Test
    void aCommitThatHangsWhileAServerStartsIsAFailure() {
        CommitWatch starts = new CommitWatch(0);
        starts.look(0, CompletableFuture::new, () -> true);
        assertThat(starts.look(CommitWatch.PATIENCE_AT_START, CompletableFuture::new, () -> true))
                .isEqualTo(State.FAILED);
    }

    @Test
    void aCommitThatHangsIsAFailure() {
        at(0);
        assertThat(at(CommitWatch.PATIENCE)).isEqualTo(State.FAILED);
    }

    @Test
    void aCommitterThatStopsIsNoFailure() {
        at(0);
        asked.completeExceptionally(new RejectedExecutionException("the server is stopping"));
        assertThat(at(1)).isEqualTo(State.OK);
    }
}
