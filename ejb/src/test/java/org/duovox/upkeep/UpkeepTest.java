package org.duovox.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    private final Semaphore rounds = new Semaphore(0);
    private Upkeep upkeep = upkeep(Duration.ofHours(1), () -> {});

    @AfterEach
    void close() {
        upkeep.close();
    }

    @Test
    void beginsAtOnceAndGoesOn() throws Exception {
        upkeep = upkeep(Duration.ofMillis(10), rounds::release);
        assertThat(rounds.tryAcquire(5, 10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRoundThatFailsIsNotTheLast() throws Exception {
        Runnable failing = () -> {
            rounds.release();
            throw new IllegalStateException("as the test wants it");
        };
        upkeep = upkeep(Duration.ofMillis(10), failing);
        assertThat(rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWakesNeedNotWaitForThePeriod() throws Exception {
        upkeep = upkeep(Duration.ofHours(1), rounds::release);
        assertThat(rounds.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        upkeep.wake();
        assertThat(rounds.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsAskedForDuringARoundIsDoneAfterIt() throws Exception {
        Semaphore go = new Semaphore(0);
        Runnable slow = () -> {
            rounds.release();
            go.acquireUninterruptibly();
        };
        upkeep = upkeep(Duration.ofHours(1), slow);
        assertThat(rounds.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        upkeep.wake();
        upkeep.wake();
        go.release(2);
        assertThat(rounds.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(rounds.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
        go.release(10);
    }

    @Test
    void nothingIsDoneAfterItIsClosed() throws Exception {
        upkeep = upkeep(Duration.ofMillis(1), rounds::release);
        upkeep.close();
        rounds.drainPermits();
        assertThat(rounds.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static Upkeep upkeep(Duration period, Runnable work) {
        return new Upkeep("test", Executors.defaultThreadFactory(), period, work);
    }
}
