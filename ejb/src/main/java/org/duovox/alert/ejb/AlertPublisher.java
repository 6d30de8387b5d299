package org.duovox.alert.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duovox.alert.AlertTopic;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.alert.PublishedAlerts;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.upkeep.Upkeep;

/** Publishes the alerts of both servers on the topic of this one, as soon as this one knows of them. */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertPublisher {

    /** New alarms wake it; this is for what could not be published. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 50;

    @Inject
    private Occurrences occurrences;

    @Inject
    private AlertTopic topic;

    @Resource
    private ManagedThreadFactory threads;

    private final Clock clock = Clock.systemUTC();
    private final PublishedAlerts published = new PublishedAlerts(clock.instant());
    private Optional<Upkeep> upkeep = Optional.empty();
    private volatile boolean publishing = true;
    private volatile boolean news = true;

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("alert topic", threads, PERIOD, this::work));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.ALARM)) {
            news = true;
            upkeep.ifPresent(Upkeep::wake);
        }
    }

    /** Whether alerts are to be published at all; what was missed meanwhile is published then. */
    public void publish(boolean wanted) {
        publishing = wanted;
        upkeep.ifPresent(Upkeep::wake);
    }

    /** The thread that publishes; for its watch. */
    public Optional<Upkeep> upkeep() {
        return upkeep;
    }

    private void work() {
        while (publishing && news && topic.isThere()) {
            news = false;
            Instant now = clock.instant();
            List<AlertTopic.Message> due = published.due(
                    occurrences.since(now.minus(PublishedAlerts.NEWS), 2 * Occurrence.KEPT), MOST_AT_ONCE, now);
            if (due.isEmpty()) {
                return;
            }
            news = true; // there may be more, and these may fail
            if (!topic.publish(due)) {
                return;
            }
            published.note(due, now);
        }
    }
}
