package org.duovox.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What this process has published, and which alerts are due. It knows nothing of the process before it: what that one may have
 * published is published again, marked as doubtful, and the broker throws away what it has.
 */
public final class PublishedAlerts {

    /** What is older than a day is history, not news; and a subscriber that comes back within a day has missed nothing. */
    public static final Duration NEWS = Duration.ofHours(24);

    /** In one day, so that what waits for a subscriber that is away has an end; more than both servers keep at a time. */
    static final int MOST_A_DAY = 5_000;

    private final Instant started;
    private final Set<String> published = new LinkedHashSet<>();
    private final Deque<Instant> times = new ArrayDeque<>();

    /** A process that has published nothing, since then. */
    public PublishedAlerts(Instant started) {
        this.started = started;
    }

    /** Those to be published now, in their order, at most so many. */
    public List<AlertTopic.Message> due(List<Occurrence> occurrences, int most, Instant now) {
        while (!times.isEmpty() && times.getFirst().isBefore(now.minus(NEWS))) {
            times.removeFirst();
        }
        return occurrences.stream()
                .filter(occurrence -> occurrence.alert() == AlertOutcome.RAISED)
                .filter(occurrence -> occurrence.at().isAfter(now.minus(NEWS)))
                .filter(occurrence -> !published.contains(occurrence.alertId()))
                .limit(Math.min(most, MOST_A_DAY - times.size()))
                .map(occurrence -> message(occurrence, now))
                .toList();
    }

    /** They were published. */
    public void note(List<AlertTopic.Message> messages, Instant now) {
        for (AlertTopic.Message message : messages) {
            published.add(message.id());
            times.addLast(now);
        }
        while (published.size() > MOST_A_DAY) {
            published.remove(published.iterator().next());
        }
    }

    private AlertTopic.Message message(Occurrence occurrence, Instant now) {
        return new AlertTopic.Message(
                occurrence.alertId(),
                occurrence.name(),
                occurrence.severity().title(),
                occurrence.server().word(),
                occurrence.at(),
                occurrence.why(),
                AlertText.body(occurrence),
                occurrence.at().isBefore(started),
                Duration.between(now, occurrence.at().plus(NEWS)));
    }
}
