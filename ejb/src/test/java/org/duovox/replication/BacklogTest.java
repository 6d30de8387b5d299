package org.duovox.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

/** What a sender says of its backlog, before and after it has met the peer. */
class BacklogTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ShortLog log = new ShortLog(Member.PUBLISHER);
    private long now = 17;

    private LaneSender started() {
        LaneSender sender = new LaneSender(Member.PUBLISHER, log, new DeafCarrier());
        sender.work(now);
        return sender;
    }

    private long lagSeconds(LaneSender sender) {
        return TimeUnit.NANOSECONDS.toSeconds(sender.lagNanos(now));
    }

    private void pass(LaneSender sender, long seconds) {
        for (long second = 0; second < seconds; second++) {
            now += SECOND;
            sender.work(now);
        }
    }

    @Test
    void afterARestartWhatThePeerHadAcknowledgedDoesNotWait() {
        log.append(9_000);
        log.before = Position.of(1, 8_990);
        assertThat(started().backlog()).isEqualTo(10);
    }

    @Test
    void aBacklogIsCountedWhileThePeerStaysAwayAfterARestart() {
        log.append(9_000);
        log.before = Position.of(1, 1_000);
        LaneSender sender = started();
        pass(sender, 40);
        assertThat(sender.backlog()).isEqualTo(8_000);
        assertThat(lagSeconds(sender)).isEqualTo(40);
    }

    @Test
    void ofAPeerThatNeverAcknowledgedNothingIsSaidUntilItIsMet() {
        log.append(9_000);
        LaneSender sender = started();
        pass(sender, 40);
        assertThat(sender.backlog()).isZero();
        assertThat(lagSeconds(sender)).isZero();

        sender.acknowledged(Position.NONE);
        log.append(3);
        assertThat(sender.backlog()).isEqualTo(3);
    }

    @Test
    void theLagIsTheAgeOfTheOldestEntryThatWaits() {
        LaneSender sender = started();
        sender.acknowledged(Position.NONE);
        log.append(1);
        pass(sender, 10);
        log.append(1);
        pass(sender, 10);
        assertThat(lagSeconds(sender)).isEqualTo(20 - 1);

        sender.acknowledged(Position.of(1, 1));
        sender.work(now);

        assertThat(lagSeconds(sender)).isEqualTo(10 - 1);
    }

    @Test
    void aMovingAcknowledgementDoesNotHideThatThePeerIsFarBehind() {
        LaneSender sender = started();
        sender.acknowledged(Position.NONE);
        for (int second = 1; second <= 100; second++) {
            log.append(2);
            pass(sender, 1);
            sender.acknowledged(Position.of(1, second));
        }
        assertThat(lagSeconds(sender)).isEqualTo(50 - 1);
        assertThat(sender.backlog()).isEqualTo(100);
    }

    @Test
    void theAgeOfAWeeksBacklogCostsNoMore() {
        Arrivals arrivals = new Arrivals();
        long week = TimeUnit.DAYS.toSeconds(7);
        for (long second = 1; second <= week; second++) {
            arrivals.note(Position.of(1, second), second * SECOND);
        }
        assertThat(arrivals.marks()).isLessThan(2_000);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(arrivals.ageNanos(Position.of(1, week / 2), week * SECOND));
        assertThat(seconds).isBetween(week / 2 - 1, week / 2 + week / 64);
        assertThat(arrivals.ageNanos(Position.of(1, week), week * SECOND)).isZero();
    }
}
