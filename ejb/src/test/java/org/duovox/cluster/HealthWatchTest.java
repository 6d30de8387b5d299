package org.duovox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthWatchTest {

    private static final Health FAILED = new Health(Set.of(), Set.of("Mixer"));

    private final AtomicLong now = new AtomicLong();
    private final Asked mixer = new Asked(true);
    private final HealthWatch watch =
            new HealthWatch(List.of(mixer), now::get, failure -> failure instanceof IllegalArgumentException);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void aServiceThatAnswersIsWell() throws InterruptedException {
        mixer.startAndAwait(2);
        assertThat(watch.look()).isEqualTo(Health.WELL);
    }

    @Test
    void aStoppedServiceIsStopped() throws InterruptedException {
        mixer.state = ServiceHealth.State.STOPPED;
        mixer.startAndAwait(2);
        assertThat(watch.look()).isEqualTo(new Health(Set.of("Mixer"), Set.of()));
    }

    @Test
    void aServiceThatThrowsHasFailed() throws InterruptedException {
        mixer.startAndAwait(2);
        mixer.failure = new IllegalStateException("broken");
        mixer.await(2);
        assertThat(watch.look()).isEqualTo(FAILED);
    }

    @Test
    void aServiceThatStopsWithTheServerHasNotFailed() throws InterruptedException {
        mixer.startAndAwait(2);
        mixer.failure = new IllegalArgumentException("stopped");
        mixer.await(2);
        assertThat(watch.look()).isEqualTo(Health.WELL);
    }

    @Test
    void aServiceThatHangsForTwoSecondsHasFailed() throws InterruptedException {
        mixer.startAndAwait(2);
        mixer.hang();
        now.addAndGet(HealthWatch.HANGS);
        Health before = watch.look();
        now.addAndGet(1);
        assertThat(List.of(before, watch.look())).isEqualTo(List.of(Health.WELL, FAILED));
    }

    /** SIGSTOP, a virtual machine that is moved: nothing ran, and nothing has failed until it does not answer afterwards. */
    @Test
    void aServiceIsNotBlamedForAPauseOfTheWholeProcess() throws InterruptedException {
        mixer.startAndAwait(2);
        mixer.hang();
        watch.look();
        now.addAndGet(3 * HealthWatch.HANGS);
        Health resumed = watch.look();
        for (long waited = 0; waited <= HealthWatch.HANGS; waited += HealthWatch.STOOD_STILL / 2) {
            now.addAndGet(HealthWatch.STOOD_STILL / 2);
            watch.look();
        }
        assertThat(List.of(resumed, watch.look())).isEqualTo(List.of(Health.WELL, FAILED));
    }

    @Test
    void aServiceThatComesUpSlowlyIsNotMissedYet() {
        mixer.hangs = true;
        watch.start();
        now.addAndGet(Duration.ofSeconds(100).toNanos());
        assertThat(watch.look()).isEqualTo(Health.WELL);
    }

    @Test
    void aServiceThatNeverComesUpHasFailed() {
        mixer.hangs = true;
        watch.start();
        now.addAndGet(HealthWatch.COMES_UP + 1);
        assertThat(watch.look()).isEqualTo(FAILED);
    }

    @Test
    void aServiceThatIsNotCriticalDoesNotCount() throws InterruptedException {
        Asked optional = new Asked(false);
        optional.state = ServiceHealth.State.FAILED;
        try (HealthWatch both = new HealthWatch(List.of(optional), now::get, failure -> false)) {
            both.start();
            optional.await(2);
            assertThat(both.look()).isEqualTo(Health.WELL);
        }
    }

    /** A service that does what the test wants, and counts how often it was asked. */
    private final class Asked implements ServiceHealth {

        private final boolean critical;
        private volatile State state = State.OK;
        private volatile @Nullable RuntimeException failure;
        private volatile boolean hangs;
        private volatile CountDownLatch asked = new CountDownLatch(0);
        private final CountDownLatch hanging = new CountDownLatch(1);

        Asked(boolean critical) {
            this.critical = critical;
        }

        void startAndAwait(int times) throws InterruptedException {
            watch.start();
            await(times);
        }

        /** What is asked after this was said: the question before the last has been answered. */
        void await(int times) throws InterruptedException {
            CountDownLatch more = new CountDownLatch(times);
            asked = more;
            assertThat(more.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void hang() throws InterruptedException {
            hangs = true;
            assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public String service() {
            return "Mixer";
        }

        @Override
        public boolean critical() {
            return critical;
        }

        @Override
        public State state() {
            asked.countDown();
            while (hangs) {
                hanging.countDown();
                try {
                    TimeUnit.SECONDS.sleep(60);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return State.OK;
                }
            }
            @Nullable RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return state;
        }
    }
}
