package org.duovox.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundWatchTest {

    private static final long SECOND = 1_000_000_000;

    private final RoundWatch watch = new RoundWatch(Duration.ofSeconds(2));

    @Test
    void aRoundThatTakesTooLongIsNoticed() {
        assertThat(watch.isInTime(7, 0)).isTrue();
        assertThat(watch.isInTime(7, 2 * SECOND)).isTrue();
        assertThat(watch.isInTime(7, 2 * SECOND + 1)).isFalse();
    }

    @Test
    void theNextRoundHasTimeOfItsOwn() {
        watch.isInTime(7, 0);
        assertThat(watch.isInTime(8, 3 * SECOND)).isTrue();
    }

    @Test
    void restIsNoHang() {
        watch.isInTime(RoundWatch.IDLE, 0);
        assertThat(watch.isInTime(RoundWatch.IDLE, 100 * SECOND)).isTrue();
    }
}
