package org.duovox.service.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.duovox.upkeep.Upkeep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UpkeepWatchTest {

    private static final Duration PERIOD = Duration.ofMillis(5);

    private final UpkeepWatch watch = new UpkeepWatch(Duration.ofMillis(100));

    @Test
    void aThreadThatGetsOnIsInTime() {
        try (Upkeep upkeep = new Upkeep("test", Thread::new, PERIOD, () -> {})) {
            assertThat(watch.isInTime(Optional.of(upkeep))).isTrue();
        }
    }

    @Test
    void aThreadThatDiesIsNoticed() {
        try (Upkeep upkeep = new Upkeep("test", UpkeepWatchTest::quiet, PERIOD, () -> {
            throw new AssertionError("as out of memory would be");
        })) {
            while (watch.isInTime(Optional.of(upkeep))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aThreadThatHangsIsNoticed() {
        CountDownLatch end = new CountDownLatch(1);
        try (Upkeep upkeep = new Upkeep("test", Thread::new, PERIOD, () -> awaitQuietly(end))) {
            while (watch.isInTime(Optional.of(upkeep))) {
                Thread.onSpinWait();
            }
            end.countDown();
        }
    }

    @Test
    void whatHasNotStartedDoesNotFail() {
        assertThat(watch.isInTime(Optional.empty())).isTrue();
    }

    private static Thread quiet(Runnable work) {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((ended, error) -> {});
        return thread;
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
