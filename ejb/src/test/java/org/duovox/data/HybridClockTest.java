package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.Member;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

class HybridClockTest {

    private static final long HOUR = 3_600_000;

    private long wall = 100 * HOUR;
    private long monotonic = 5_000;

    @Test
    void stampsGrowThoughTheWallClockGoesBack() {
        HybridClock clock = clock(HybridClock.Mark.NONE);
        Stamp before = clock.next();
        wall -= 500;
        assertThat(clock.next()).isGreaterThan(before);
    }

    @Test
    void stampsGrowOverARestart() {
        HybridClock before = clock(HybridClock.Mark.NONE);
        Stamp last = before.next();
        wall -= 500;
        assertThat(clock(before.mark()).next()).isGreaterThan(last);
    }

    @Test
    void whatFollowsAPeersStampIsGreater() {
        HybridClock clock = clock(HybridClock.Mark.NONE);
        Stamp remote = new Stamp((wall + 30_000) << 16, Member.SUBSCRIBER);
        clock.observe(remote);
        assertThat(clock.next()).isGreaterThan(remote);
    }

    @Test
    void whatFollowsAPeersStampOfTheSameMomentIsGreater() {
        HybridClock clock = clock(HybridClock.Mark.NONE);
        clock.next();
        pass(10);
        Stamp remote = new Stamp(wall << 16, Member.SUBSCRIBER);
        clock.observe(remote);
        assertThat(clock.next()).isGreaterThan(remote);
    }

    @Test
    void aPeerFarAheadIsAcceptedAndReported() {
        HybridClock clock = clock(HybridClock.Mark.NONE);
        Stamp remote = new Stamp((wall + 61_000) << 16, Member.SUBSCRIBER);
        assertThat(clock.observe(remote)).isEqualTo(61_000);
        assertThat(clock.next()).isGreaterThan(remote);
    }

    @Test
    void aPeerALittleAheadIsNotReported() {
        assertThat(clock(HybridClock.Mark.NONE).observe(new Stamp((wall + 60_000) << 16, Member.SUBSCRIBER)))
                .isZero();
    }

    /** Else who does more would be later than who does it last. */
    @Test
    void whatIsDoneApartIsInTheOrderOfTimeThoughAClockWasWrong() {
        HybridClock one = clock(HybridClock.Mark.NONE);
        HybridClock other = clock(HybridClock.Mark.NONE);
        aClockWasWrong(one, other);

        pass(1_000);
        Stamp first = one.next();
        for (int i = 0; i < 100; i++) {
            first = one.next();
        }
        pass(1_000);
        Stamp second = other.next();
        pass(1_000);
        Stamp third = one.next();

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
    }

    @Test
    void aRestartedServerKnowsHowLongItWasDown() {
        HybridClock one = clock(HybridClock.Mark.NONE);
        HybridClock other = clock(HybridClock.Mark.NONE);
        aClockWasWrong(one, other);

        pass(20_000);
        Stamp first = one.next();
        pass(10_000);
        HybridClock restarted = clock(other.mark());

        assertThat(restarted.next()).isGreaterThan(first);
    }

    @Test
    void aClockThatIsWrongAtARestartAddsLittle() {
        HybridClock before = clock(HybridClock.Mark.NONE);
        Stamp last = before.next();
        wall += 100 * HOUR;
        HybridClock.Mark mark = before.mark();
        Stamp wrong = clock(mark).next();
        wall -= 100 * HOUR;
        wall -= HOUR;
        assertThat(clock(mark).next()).isGreaterThan(last).isLessThan(wrong);
        assertThat(Stamp.millisOf(clock(mark).next().time())).isEqualTo(Stamp.millisOf(last.time()));
        assertThat(Stamp.millisOf(wrong.time()) - Stamp.millisOf(last.time())).isEqualTo(100 * HOUR);
    }

    @Test
    void aClockThatWasBehindBeforeARestartAddsNothing() {
        HybridClock before = clock(HybridClock.Mark.NONE);
        before.next();
        wall -= 2 * HOUR;
        before.next();
        wall += 2 * HOUR;
        pass(10_000);
        assertThat(Stamp.millisOf(clock(before.mark()).next().time())).isEqualTo(wall);
    }

    @Test
    void theWallClockCatchesUp() {
        HybridClock clock = clock(HybridClock.Mark.NONE);
        wall += HOUR;
        clock.next();
        wall -= HOUR;
        pass(2 * HOUR + 1);
        assertThat(Stamp.millisOf(clock.next().time())).isEqualTo(wall);
    }

    private void aClockWasWrong(HybridClock one, HybridClock other) {
        wall += HOUR;
        other.observe(one.next());
        wall -= HOUR;
        other.observe(one.next());
    }

    private void pass(long millis) {
        wall += millis;
        monotonic += millis;
    }

    private HybridClock clock(HybridClock.Mark mark) {
        return new HybridClock(
                Member.PUBLISHER,
                new ServerClocks() {
                    @Override
                    public long wallMillis() {
                        return wall;
                    }

                    @Override
                    public long monotonicMillis() {
                        return monotonic;
                    }
                },
                mark);
    }
}
