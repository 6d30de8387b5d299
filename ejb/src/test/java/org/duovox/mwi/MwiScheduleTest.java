package org.duovox.mwi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.duovox.mailbox.MessageCounts;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

class MwiScheduleTest {

    private static final UserId ALICE = new UserId("alice");
    private static final Lamp LIT = new Lamp(new MessageCounts(1, 0, 0, 0));

    private final MwiSchedule schedule = new MwiSchedule();

    @Test
    void aLampThatDiffersIsTold() {
        assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(), 0)).containsExactly(ALICE);
    }

    @Test
    void aLampThatWasNeverToldAnythingAndShouldBeDarkIsLeftAlone() {
        assertThat(schedule.due(Map.of(ALICE, Lamp.DARK), Map.of(), 0)).isEmpty();
    }

    @Test
    void aLampThatIsRightIsLeftAlone() {
        assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(ALICE, LIT), 0)).isEmpty();
    }

    @Test
    void aLampInFlightIsNotToldTwice() {
        schedule.due(Map.of(ALICE, LIT), Map.of(), 0);
        assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(), 1)).isEmpty();
    }

    @Test
    void aRefusedLampIsToldAgainOnlyAfterTheDelay() {
        schedule.due(Map.of(ALICE, LIT), Map.of(), 0);
        schedule.answered(ALICE, false, 0);
        assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(), MwiSchedule.FIRST_RETRY.toNanos() - 1))
                .isEmpty();
        assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(), MwiSchedule.FIRST_RETRY.toNanos()))
                .containsExactly(ALICE);
    }

    @Test
    void theDelayDoublesUpToItsLimit() {
        long now = 0;
        Duration delay = MwiSchedule.FIRST_RETRY;
        for (int i = 0; i < 10; i++) {
            assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(), now)).containsExactly(ALICE);
            schedule.answered(ALICE, false, now);
            assertThat(schedule.due(Map.of(ALICE, LIT), Map.of(), now + delay.toNanos() - 1))
                    .isEmpty();
            now += delay.toNanos();
            delay = delay.multipliedBy(2).compareTo(MwiSchedule.LAST_RETRY) < 0
                    ? delay.multipliedBy(2)
                    : MwiSchedule.LAST_RETRY;
        }
    }

    @Test
    void noMoreThanTheLimitAreInFlight() {
        Map<UserId, Lamp> wanted = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            wanted.put(new UserId("user" + i), LIT);
        }
        assertThat(schedule.due(wanted, Map.of(), 0)).hasSize(MwiSchedule.MOST_IN_FLIGHT);
    }

    @Test
    void aLampSurvivesBeingWrittenDown() {
        Lamp lamp = new Lamp(new MessageCounts(3, 2, 1, 0));
        assertThat(Lamp.of(lamp.text())).contains(lamp);
    }

    @Test
    void nonsenseIsNoLamp() {
        assertThat(Lamp.of("")).isEmpty();
        assertThat(Lamp.of("1/2/3")).isEmpty();
        assertThat(Lamp.of("1/2/3/-4")).isEmpty();
        assertThat(Lamp.of("1/2/3/99999999999")).isEmpty();
    }
}
