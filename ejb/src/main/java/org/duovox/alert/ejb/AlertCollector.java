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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.alert.AlertAction;
import org.duovox.alert.AlertRules;
import org.duovox.alert.AlertSettings;
import org.duovox.alert.AlertText;
import org.duovox.alert.MailDecision;
import org.duovox.alert.MailSender;
import org.duovox.alert.MailState;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.alert.PublishedAlerts;
import org.duovox.cluster.ServerRole;
import org.duovox.data.AlarmFields;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.Records;
import org.duovox.data.RecordsChanged;
import org.duovox.data.WriteCommand.Written;
import org.duovox.replication.AckGate;
import org.duovox.replication.Position;
import org.duovox.settings.Settings;
import org.duovox.upkeep.Upkeep;

/**
 * Sends the mails about alarms: on the primary collector, or on the other server while that one is away. Each is claimed on both
 * servers' disks before it is sent (see {@link MailDecision}).
 */
@Singleton
@Startup
@DependsOn({"ReplicationService", "SettingsDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertCollector {

    /** New alarms wake it; this is for mails that could not be sent, and for a collector that goes away. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** A mail server that refuses is left alone for ever longer, so that a day of it is some 300 tries. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final int MOST_AT_ONCE = 50;
    private static final int PATIENCE_SECONDS = 5;

    @Inject
    private Occurrences occurrences;

    @Inject
    private Settings settings;

    @Inject
    private ServerRole role;

    @Inject
    private DataConnector data;

    @Inject
    private AckGate copies;

    @Inject
    private MailSender sender;

    @Resource
    private ManagedThreadFactory threads;

    private final Clock clock = Clock.systemUTC();
    private final String self = UUID.randomUUID().toString();
    private final Set<String> unknown = new HashSet<>();
    private Duration pause = PERIOD;
    private volatile Instant nextTry = Instant.MIN;
    private Optional<Upkeep> upkeep = Optional.empty();
    private volatile boolean mailing = true;

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("alerts", threads, PERIOD, this::work));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        boolean setAnew = changed.types().contains(EntityType.SETTING);
        if (setAnew) {
            nextTry = Instant.MIN; // perhaps another mail server
        }
        if (setAnew || changed.types().contains(EntityType.ALARM)) {
            upkeep.ifPresent(Upkeep::wake);
        }
    }

    /** Whether this server sends the mails now. */
    public boolean collects() {
        boolean primary = role.self().word().equals(settings.get(AlertSettings.PRIMARY_COLLECTOR));
        return primary || !role.peerInContact();
    }

    /** Whether mails are to be sent at all. */
    public void mail(boolean wanted) {
        mailing = wanted;
        upkeep.ifPresent(Upkeep::wake);
    }

    /** The thread that mails; for its watch. */
    public Optional<Upkeep> upkeep() {
        return upkeep;
    }

    private void work() {
        if (!mailing) {
            return;
        }
        if (settings.get(AlertSettings.MAIL_HOST).isEmpty() || !collects()) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextTry)) {
            return;
        }
        for (Occurrence occurrence : occurrences.unsent(now.minus(PublishedAlerts.NEWS), MOST_AT_ONCE)) {
            if (!mailing) {
                return; // stopped meanwhile
            }
            MailDecision decision = MailDecision.of(occurrence, self, collects(), role.peerInContact(), now);
            if (decision == MailDecision.LEAVE) {
                continue;
            }
            List<String> recipients = recipients(occurrence);
            if (recipients.isEmpty()) {
                mark(occurrence, MailState.NONE); // whoever is switched on later does not want it any more
                continue;
            }
            boolean doubtful = decision == MailDecision.SEND_DOUBTFUL || unknown.contains(occurrence.id());
            if (!mark(occurrence, MailState.CLAIMED)) {
                return;
            }
            switch (sender.send(mail(occurrence, recipients, doubtful))) {
                case SENT -> {
                    pause = PERIOD;
                    unknown.remove(occurrence.id());
                    mark(occurrence, doubtful ? MailState.SENT_DOUBTFUL : MailState.SENT);
                }
                case UNKNOWN -> {
                    unknown.add(occurrence.id());
                    tryLater(now);
                    return;
                }
                case NOT_SENT -> {
                    tryLater(now);
                    return; // the others will fare no better
                }
            }
        }
    }

    private void tryLater(Instant now) {
        nextTry = now.plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private List<String> recipients(Occurrence occurrence) {
        AlertRules rules = new AlertRules(settings);
        String action = occurrence
                .alarm()
                .map(alarm -> rules.properties(alarm).action())
                .orElse(AlertAction.DEFAULT);
        return rules.recipients(action);
    }

    private MailSender.Mail mail(Occurrence occurrence, List<String> recipients, boolean doubtful) {
        return new MailSender.Mail(
                settings.get(AlertSettings.MAIL_HOST),
                settings.get(AlertSettings.MAIL_PORT),
                settings.get(AlertSettings.MAIL_SENDER),
                recipients,
                AlertText.subject(occurrence),
                AlertText.body(occurrence),
                occurrence.messageId(),
                doubtful);
    }

    /** On this server's disk, and on the peer's while it is in contact; false if that is not known in time. */
    private boolean mark(Occurrence occurrence, MailState state) {
        Change change = new Change(
                EntityType.ALARM,
                occurrence.id(),
                Map.of(
                        AlarmFields.MAIL,
                        state.name(),
                        AlarmFields.MAIL_BY,
                        self,
                        AlarmFields.MAIL_AT,
                        Long.toString(clock.millis())));
        try {
            var committed = data.<Boolean>write(records -> {
                        boolean there = isStillThere(occurrence, records);
                        return new Written<>(there, there ? List.of(change) : List.of());
                    })
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (committed.result()) {
                copies.whenSafe(committed.position(), Position.NONE)
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return committed.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Its place may belong to a later alarm by now. */
    private static boolean isStillThere(Occurrence occurrence, Records records) {
        return records.find(EntityType.ALARM, occurrence.id())
                .filter(row -> row.getLong(AlarmFields.NUMBER) == occurrence.number())
                .isPresent();
    }
}
