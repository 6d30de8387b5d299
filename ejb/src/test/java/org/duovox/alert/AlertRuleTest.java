package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.duovox.alarm.Severity;
import org.duovox.cluster.Member;
import org.duovox.settings.DailyTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
    private static final LocalTime NOON = LocalTime.NOON;
    private static final Rate AT_ONCE = rate(1, 60);
    private static final Rate EACH_TIME = rate(0, 60);

    private static Rate rate(int times, int minutes) {
        return new Rate(times, Duration.ofMinutes(minutes));
    }

    private static AlertProperties properties(boolean enabled, Rate threshold, Rate frequency, DailyTime schedule) {
        return new AlertProperties(enabled, Severity.ERROR, threshold, frequency, schedule, true, AlertAction.DEFAULT);
    }

    private static AlertProperties properties(Rate threshold, Rate frequency) {
        return properties(true, threshold, frequency, DailyTime.ALWAYS);
    }

    /** So many minutes ago. */
    private static Occurrence past(AlertOutcome outcome, long minutes) {
        return new Occurrence(
                "publisher-0001",
                1,
                "SbrFailed",
                Member.PUBLISHER,
                NOW.minus(Duration.ofMinutes(minutes)),
                "why",
                Severity.ERROR,
                outcome,
                MailState.NONE,
                "",
                NOW);
    }

    private static AlertOutcome decide(AlertProperties properties, Occurrence... earlier) {
        return AlertRule.decide(properties, false, List.of(earlier), NOW, NOON);
    }

    @Test
    void asTheFieldHasItAtFirstEachAlarmIsAnAlertAtOnce() {
        AlertProperties standard = properties(AT_ONCE, EACH_TIME);
        assertThat(AlertRule.asksForThePast(standard)).isFalse();
        assertThat(decide(standard)).isEqualTo(AlertOutcome.RAISED);
        assertThat(decide(standard, past(AlertOutcome.RAISED, 0), past(AlertOutcome.RAISED, 0)))
                .isEqualTo(AlertOutcome.RAISED);
    }

    @Test
    void whatIsNotEnabledIsNoAlertWhateverElseIsSet() {
        AlertProperties disabled = properties(false, AT_ONCE, EACH_TIME, DailyTime.ALWAYS);
        assertThat(decide(disabled)).isEqualTo(AlertOutcome.DISABLED);
        assertThat(AlertRule.decide(disabled, true, List.of(), NOW, NOON)).isEqualTo(AlertOutcome.DISABLED);
    }

    @Test
    void whatIsSuspendedIsNoAlert() {
        assertThat(AlertRule.decide(properties(AT_ONCE, EACH_TIME), true, List.of(), NOW, NOON))
                .isEqualTo(AlertOutcome.SUSPENDED);
    }

    @Test
    void theOccurrenceThatReachesTheThresholdIsAnAlert() {
        AlertProperties three = properties(rate(3, 10), EACH_TIME);
        assertThat(decide(three)).isEqualTo(AlertOutcome.BELOW_THRESHOLD);
        assertThat(decide(three, past(AlertOutcome.BELOW_THRESHOLD, 1))).isEqualTo(AlertOutcome.BELOW_THRESHOLD);
        assertThat(decide(three, past(AlertOutcome.BELOW_THRESHOLD, 2), past(AlertOutcome.BELOW_THRESHOLD, 1)))
                .isEqualTo(AlertOutcome.RAISED);
        assertThat(decide(three, past(AlertOutcome.BELOW_THRESHOLD, 2), past(AlertOutcome.RAISED, 1)))
                .as("the next one too, while they come so often")
                .isEqualTo(AlertOutcome.RAISED);
    }

    @Test
    void whatIsOlderThanTheDurationDoesNotCount() {
        AlertProperties two = properties(rate(2, 10), EACH_TIME);
        assertThat(decide(two, past(AlertOutcome.RAISED, 10))).isEqualTo(AlertOutcome.BELOW_THRESHOLD);
        assertThat(decide(two, past(AlertOutcome.RAISED, 9))).isEqualTo(AlertOutcome.RAISED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertOutcome.class,
            names = {"UNKNOWN", "DISABLED", "SUSPENDED", "OUTSIDE_SCHEDULE"})
    void whatNobodyWasToBeToldOfDoesNotBringAnAlertNearer(AlertOutcome outcome) {
        assertThat(decide(properties(rate(2, 10), EACH_TIME), past(outcome, 1)))
                .isEqualTo(AlertOutcome.BELOW_THRESHOLD);
    }

    @Test
    void noMoreAlertsAreRaisedThanTheFrequencyAllows() {
        AlertProperties twoAnHour = properties(AT_ONCE, rate(2, 60));
        Occurrence first = past(AlertOutcome.RAISED, 50);
        Occurrence second = past(AlertOutcome.RAISED, 40);
        assertThat(decide(twoAnHour, first)).isEqualTo(AlertOutcome.RAISED);
        assertThat(decide(twoAnHour, first, second)).isEqualTo(AlertOutcome.TOO_FREQUENT);
        assertThat(decide(twoAnHour, past(AlertOutcome.RAISED, 60), second))
                .as("an hour later the first counts no more")
                .isEqualTo(AlertOutcome.RAISED);
        assertThat(decide(twoAnHour, first, past(AlertOutcome.TOO_FREQUENT, 1)))
                .as("only alerts count")
                .isEqualTo(AlertOutcome.RAISED);
    }

    @Test
    void aFloodOfADayGivesAsManyAlertsAsTheFrequencyAllows() {
        AlertProperties properties = properties(rate(3, 5), rate(2, 60));
        List<Occurrence> day = List.of();
        int alerts = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant now = NOW.plus(Duration.ofMinutes(minute));
            AlertOutcome outcome = AlertRule.decide(properties, false, day, now, NOON);
            alerts += outcome == AlertOutcome.RAISED ? 1 : 0;
            day = Stream.concat(day.stream(), Stream.of(past(outcome, -minute))).toList();
        }
        assertThat(alerts).isEqualTo(2 * 24);
    }

    @Test
    void theOtherServersClockMayBeALittleAheadButNotForEver() {
        AlertProperties two = properties(rate(2, 10), EACH_TIME);
        assertThat(decide(two, past(AlertOutcome.RAISED, -1))).isEqualTo(AlertOutcome.RAISED);
        assertThat(decide(two, past(AlertOutcome.RAISED, -60 * 24))).isEqualTo(AlertOutcome.BELOW_THRESHOLD);
    }

    @Test
    void whoDoesNotKnowThePastRaisesTheAlert() {
        AlertProperties unknown = properties(rate(3, 10), rate(1, 30)).atOnce();
        assertThat(AlertRule.asksForThePast(unknown)).isFalse();
        assertThat(decide(unknown)).isEqualTo(AlertOutcome.RAISED);
    }

    @Test
    void thePastIsReadAsFarBackAsAnythingCounts() {
        assertThat(properties(rate(3, 10), rate(1, 30)).longestWindow()).isEqualTo(Duration.ofMinutes(30));
        assertThat(properties(rate(3, 40), rate(1, 30)).longestWindow()).isEqualTo(Duration.ofMinutes(40));
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 17:00, 08:00, true",
        "08:00, 17:00, 16:59, true",
        "08:00, 17:00, 17:00, false",
        "08:00, 17:00, 07:59, false",
        "22:00, 06:00, 23:00, true",
        "22:00, 06:00, 05:59, true",
        "22:00, 06:00, 06:00, false",
        "22:00, 06:00, 12:00, false",
        "22:00, 00:00, 23:59, true",
        "22:00, 00:00, 00:00, false",
        "00:00, 00:00, 12:00, true",
        "08:00, 08:00, 03:00, true",
    })
    void anAlertIsRaisedOnlyAtItsTimeOfDay(LocalTime from, LocalTime to, LocalTime time, boolean raised) {
        AlertProperties properties = properties(true, AT_ONCE, EACH_TIME, new DailyTime(from, to));
        assertThat(AlertRule.decide(properties, false, List.of(), NOW, time))
                .isEqualTo(raised ? AlertOutcome.RAISED : AlertOutcome.OUTSIDE_SCHEDULE);
    }
}
