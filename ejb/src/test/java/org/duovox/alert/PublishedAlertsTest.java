package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.duovox.alarm.Severity;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

class PublishedAlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
    private static final int MANY = 100_000;

    private final PublishedAlerts published = new PublishedAlerts(NOW.minusSeconds(60));

    private static Occurrence alert(long number, Duration ago, AlertOutcome outcome) {
        return new Occurrence(
                Occurrence.place(Member.SUBSCRIBER, number),
                number,
                "AutoFailoverSucceeded",
                Member.SUBSCRIBER,
                NOW.minus(ago),
                "why",
                Severity.INFORMATIONAL,
                outcome,
                MailState.NONE,
                "",
                NOW);
    }

    private static Occurrence alert(long number, Duration ago) {
        return alert(number, ago, AlertOutcome.RAISED);
    }

    private List<AlertTopic.Message> due(Occurrence... occurrences) {
        return published.due(List.of(occurrences), MANY, NOW);
    }

    @Test
    void anAlertIsPublishedOnce() {
        Occurrence alert = alert(1, Duration.ofSeconds(1));
        List<AlertTopic.Message> first = due(alert);
        assertThat(first).extracting(AlertTopic.Message::id).containsExactly(alert.alertId());
        published.note(first, NOW);
        assertThat(due(alert)).isEmpty();
    }

    @Test
    void anAlertThatCouldNotBePublishedIsDueAgain() {
        Occurrence alert = alert(1, Duration.ofSeconds(1));
        assertThat(due(alert)).isEqualTo(due(alert)).hasSize(1);
    }

    @Test
    void aLaterAlarmInTheSamePlaceIsAnotherAlert() {
        published.note(due(alert(1, Duration.ofSeconds(2))), NOW);
        assertThat(due(alert(1 + Occurrence.KEPT, Duration.ofSeconds(1)))).hasSize(1);
    }

    @Test
    void anAlarmThatRaisedNoAlertIsNotPublished() {
        assertThat(due(alert(1, Duration.ZERO, AlertOutcome.DISABLED), alert(2, Duration.ZERO, AlertOutcome.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void whatTheProcessBeforeMayHavePublishedIsDoubtful() {
        assertThat(due(alert(1, Duration.ofSeconds(61)), alert(2, Duration.ofSeconds(59))))
                .extracting(AlertTopic.Message::doubtful)
                .containsExactly(true, false);
    }

    @Test
    void whatIsOlderThanADayIsHistory() {
        assertThat(due(alert(1, PublishedAlerts.NEWS))).isEmpty();
        assertThat(due(alert(1, PublishedAlerts.NEWS.minusSeconds(1)))
                        .getFirst()
                        .worth())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aFloodEndsAtADaysMeasureAndGoesOnTheNextDay() {
        List<Occurrence> flood = IntStream.range(0, PublishedAlerts.MOST_A_DAY + 10)
                .mapToObj(number -> alert(number, Duration.ofSeconds(1)))
                .toList();
        List<AlertTopic.Message> first = published.due(flood, MANY, NOW);
        assertThat(first).hasSize(PublishedAlerts.MOST_A_DAY);
        published.note(first, NOW);
        assertThat(published.due(flood, MANY, NOW)).isEmpty();
        Occurrence next = alert(MANY, Duration.ofHours(-25));
        assertThat(published.due(List.of(next), MANY, NOW.plus(Duration.ofHours(25))))
                .hasSize(1);
    }

    @Test
    void aRoundHasItsMeasure() {
        assertThat(published.due(List.of(alert(1, Duration.ZERO), alert(2, Duration.ZERO)), 1, NOW))
                .hasSize(1);
    }
}
