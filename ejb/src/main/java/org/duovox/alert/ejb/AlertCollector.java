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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duovox.alert.AlertAction;
import org.duovox.alert.AlertRules;
import org.duovox.alert.AlertSettings;
import org.duovox.alert.AlertText;
import org.duovox.alert.MailDecision;
import org.duovox.alert.MailSender;
import org.duovox.alert.MailSender.Outcome;
import org.duovox.alert.MailState;
import org.duovox.alert.MailTries;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.alert.PublishedAlerts;
import org.duovox.cluster.ServerRole;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.settings.Settings;
import org.duovox.upkeep.Upkeep;

/**
 * Sends the mails about alarms, on the server whose turn it is (see {@link CollectorTurn}). Each is claimed on both servers' disks
 * before it is sent (see {@link MailDecision}).
 */
@Singleton
@Startup
@DependsOn({"ReplicationService", "SettingsDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertCollector {

    private static final Logger LOG = System.getLogger(AlertCollector.class.getName());

    /** New alarms wake it; this is for mails that could not be sent, and for a collector that can no longer send. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 50;

    @Inject
    private Occurrences occurrences;

    @Inject
    private Settings settings;

    @Inject
    private ServerRole role;

    @Inject
    private CollectorTurn turn;

    @Inject
    private MailRecord record;

    @Inject
    private MailSender sender;

    @Resource
    private ManagedThreadFactory threads;

    private final Clock clock = Clock.systemUTC();
    private final Map<String, MailTries> tries = new HashMap<>();
    private int unreachable;
    private volatile Instant nextTry = Instant.MIN;
    private volatile Optional<Upkeep> upkeep = Optional.empty();
    private volatile boolean mailing = true;

    @PostConstruct
    void start() {
        // First, for the thread asks for the turn, and who is not answered here takes it.
        turn.serve(() -> mailing && upkeep.map(Upkeep::isAlive).orElse(false));
        upkeep = Optional.of(new Upkeep("alerts", threads, PERIOD, this::work));
    }

    @PreDestroy
    void stop() {
        turn.serve(() -> false);
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
        return turn.collects();
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
        turn.ask();
        Instant now = clock.instant();
        if (settings.get(AlertSettings.MAIL_HOST).isEmpty() || now.isBefore(nextTry)) {
            return;
        }
        List<Occurrence> unsent = occurrences.unsent(now.minus(PublishedAlerts.NEWS), 2 * Occurrence.KEPT);
        tries.keySet().retainAll(unsent.stream().map(Occurrence::alertId).collect(Collectors.toSet()));
        int tried = 0;
        for (Occurrence occurrence : unsent) {
            MailDecision decision = decide(occurrence);
            boolean goOn = switch (decision) {
                case LEAVE -> true;
                case RECORD -> settle(occurrence);
                case SEND, SEND_DOUBTFUL ->
                    tried++ < MOST_AT_ONCE && inTurn(occurrence, decision == MailDecision.SEND_DOUBTFUL);
            };
            if (!goOn) {
                return;
            }
        }
    }

    private MailDecision decide(Occurrence occurrence) {
        Instant now = clock.instant();
        Optional<Instant> apartSince =
                role.peerInContact() ? Optional.empty() : Optional.of(now.minus(role.peerSilence()));
        return MailDecision.of(
                occurrence,
                known(occurrence),
                new MailDecision.Here(role.self(), record.process(), turn.collects(), apartSince),
                now);
    }

    private MailTries known(Occurrence occurrence) {
        return tries.getOrDefault(occurrence.alertId(), MailTries.NONE);
    }

    private boolean inTurn(Occurrence occurrence, boolean doubtful) {
        if (!turn.begin()) {
            return false;
        }
        try {
            return send(occurrence, doubtful);
        } finally {
            turn.end();
        }
    }

    /** Whether another mail may fare better. */
    private boolean send(Occurrence occurrence, boolean doubtful) {
        List<String> wanted = recipients(occurrence);
        if (wanted.isEmpty()) {
            return record.mark(occurrence, MailState.NONE); // whoever is switched on later does not want it any more
        }
        MailTries before = doubtful ? known(occurrence).doubted() : known(occurrence);
        List<String> recipients = before.left(wanted);
        if (recipients.isEmpty()) { // whoever was put off is no longer a recipient
            tries.put(occurrence.alertId(), before.ended());
            return settle(occurrence);
        }
        tries.put(occurrence.alertId(), before); // the doubt, if the claim succeeds and we do not hear of it
        if (!record.claim(occurrence)) {
            turn.troubled();
            return false;
        }
        Outcome outcome = sender.send(mail(occurrence, recipients, doubtful));
        MailTries after = before.after(outcome, clock.instant());
        tries.put(occurrence.alertId(), after);
        tell(occurrence, outcome);
        if (after.end().isEmpty() && after.nothingSent() && role.peerInContact()) {
            record.mark(occurrence, MailState.WANTED); // whoever is next need not doubt it
        }
        return settle(occurrence) && mayGoOn(outcome);
    }

    private boolean mayGoOn(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> {
                unreachable = 0;
                if (answered.taken().isEmpty() && answered.putOff().isEmpty()) {
                    turn.troubled(); // perhaps it only refuses this server
                }
                yield true;
            }
            case Outcome.AnswerLost lost -> {
                nextTry = clock.instant().plus(PERIOD); // then the others, for this one waits longer each time
                yield false;
            }
            case Outcome.Unreachable nobody -> {
                nextTry = clock.instant().plus(MailTries.pause(unreachable++));
                turn.troubled();
                yield false;
            }
        };
    }

    private void tell(Occurrence occurrence, Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            if (!answered.taken().isEmpty()) {
                LOG.log(Level.INFO, "The mail about {0} was sent", occurrence.name());
            }
            if (!answered.refused().isEmpty()) {
                LOG.log(
                        Level.ERROR,
                        "The mail server refuses {0} for good: they do not get the mail about {1}",
                        String.join(", ", answered.refused()),
                        occurrence.name());
            }
        }
    }

    /** What was sent is not sent again though its record cannot be written now: that alone is tried again. */
    private boolean settle(Occurrence occurrence) {
        boolean recorded =
                known(occurrence).end().map(end -> record.mark(occurrence, end)).orElse(true);
        if (!recorded) {
            LOG.log(Level.WARNING, "What became of the mail about {0} cannot be kept yet", occurrence.name());
        }
        return recorded;
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
}
