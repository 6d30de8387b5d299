package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.Member;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

class HybridClockTest {

    private long wall = 1_000_000;

    @Test
    void stampsGrowThoughTheWallClockGoesBack() {
        HybridClock clock = clock(0);
        Stamp before = clock.next();
        wall -= 500;
        assertThat(clock.next()).isGreaterThan(before);
    }

    @Test
    void stampsGrowOverARestart() {
        HybridClock before = clock(0);
        Stamp last = before.next();
        wall -= 500;
        assertThat(clock(before.highMark()).next()).isGreaterThan(last);
    }

    @Test
    void whatFollowsAPeersStampIsGreater() {
        HybridClock clock = clock(0);
        Stamp remote = new Stamp((wall + 30_000) << 16, Member.SUBSCRIBER);
        clock.observe(remote);
        assertThat(clock.next()).isGreaterThan(remote);
    }

    @Test
    void aPeerFarAheadIsAcceptedAndReported() {
        HybridClock clock = clock(0);
        Stamp remote = new Stamp((wall + 61_000) << 16, Member.SUBSCRIBER);
        assertThat(clock.observe(remote)).isEqualTo(61_000);
        assertThat(clock.next()).isGreaterThan(remote);
    }

    @Test
    void aPeerALittleAheadIsNotReported() {
        assertThat(clock(0).observe(new Stamp((wall + 60_000) << 16, Member.SUBSCRIBER)))
                .isZero();
    }

    private HybridClock clock(long highMark) {
        return new HybridClock(Member.PUBLISHER, () -> wall, highMark);
    }
}
