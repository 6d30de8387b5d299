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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.AlarmRaised;
import org.duovox.alarm.Severity;
import org.duovox.alert.AlertOutcome;
import org.duovox.alert.AlertProperties;
import org.duovox.alert.AlertRule;
import org.duovox.alert.AlertRules;
import org.duovox.alert.MailState;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.alert.PublishedAlerts;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ServerRole;
import org.duovox.data.AlarmFields;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.replication.Position;
import org.duovox.settings.Settings;
import org.duovox.upkeep.Upkeep;

/**
 * Keeps every alarm of this server on both. While its own database does not work, the alarm that says so waits here and is given
 * to the peer all the same: the same place in both, so that it is there once. So is what is kept here while replication is stopped.
 */
@Singleton
@Startup
@DependsOn({"ReplicationService", "SettingsDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlarmLog {

    private static final Logger LOG = System.getLogger(AlarmLog.class.getName());

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int LONGEST_WHY = 1_000;

    @Inject
    private RaisedAlarms raised;

    @Inject
    private AlarmRecords records;

    @Inject
    private Occurrences occurrences;

    @Inject
    private Settings settings;

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @Resource
    private ManagedThreadFactory threads;

    private Optional<AlarmCopies> copies = Optional.empty();
    private Optional<Change> underWay = Optional.empty();
    private Optional<Upkeep> writer = Optional.empty();
    private Optional<Upkeep> bringer = Optional.empty();
    private long lastNumber = -1;
    private long lastOfPeer = -1;
    private volatile boolean news = true;

    @PostConstruct
    void start() {
        link.serve(PeerLink.Service.ALARM, records::take);
        AlarmCopies copying = new AlarmCopies(records, role::peerInContact);
        copies = Optional.of(copying);
        bringer = Optional.of(new Upkeep("copies of alarms", threads, PERIOD, copying::bring));
        Upkeep writing = new Upkeep("alarms", threads, PERIOD, this::work);
        writer = Optional.of(writing);
        raised.onNews(writing::wake);
    }

    @PreDestroy
    void stop() {
        raised.onNews(() -> {});
        writer.ifPresent(Upkeep::close);
        bringer.ifPresent(Upkeep::close);
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.ALARM)) {
            news = true;
            writer.ifPresent(Upkeep::wake);
        }
    }

    private void work() {
        try {
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (news) {
            news = false;
            tellOfPeer();
        }
    }

    /** Whoever reads one server's log has read of both servers' alarms. Those from before this process are in the log before it. */
    private void tellOfPeer() {
        Member peer = role.self().peer();
        try {
            if (lastOfPeer < 0) {
                lastOfPeer = occurrences.lastNumber(peer);
                return;
            }
            occurrences.since(Instant.now().minus(PublishedAlerts.NEWS), 2 * Occurrence.KEPT).stream()
                    .filter(occurrence -> occurrence.server() == peer && occurrence.number() > lastOfPeer)
                    .sorted(Comparator.comparingLong(Occurrence::number))
                    .forEach(this::tell);
        } catch (RuntimeException e) {
            news = true; // of a database that does not work, others tell
        }
    }

    private void tell(Occurrence occurrence) {
        lastOfPeer = occurrence.number();
        Level level = occurrence
                .alarm()
                .map(Alarm::severity)
                .orElse(Severity.INFORMATIONAL)
                .logLevel();
        LOG.log(level, "The {0} raised {1}: {2}", occurrence.server().word(), occurrence.name(), occurrence.why());
    }

    private void write() throws InterruptedException {
        while (underWay.isPresent() || take()) {
            Change change = underWay.orElseThrow();
            Optional<Position> kept = records.keep(change);
            if (kept.isPresent()) {
                copies.orElseThrow().add(change.id(), kept.get());
                bringer.ifPresent(Upkeep::wake);
            } else {
                LOG.log(Level.WARNING, "An alarm could not be kept here; the other server is asked to");
                if (!records.give(change)) {
                    return; // tried again in the next round
                }
            }
            underWay = Optional.empty();
        }
    }

    private boolean take() {
        underWay = raised.next().map(alarm -> change(alarm, nextNumber()));
        return underWay.isPresent();
    }

    /** The first alarm of a process may be that its database is dead: then its number comes from the clock, and is greater. */
    private long nextNumber() {
        if (lastNumber < 0) {
            try {
                lastNumber = occurrences.lastNumber(role.self());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The number of the last alarm cannot be read: {0}", e.getMessage());
                return System.currentTimeMillis() / 1_000;
            }
        }
        return ++lastNumber;
    }

    private Change change(AlarmRaised alarm, long number) {
        AlertRules rules = new AlertRules(settings);
        AlertProperties properties = rules.properties(alarm.alarm());
        AlertOutcome outcome = outcome(alarm, properties, rules.isSuspended(alarm.alarm(), role.self()));
        boolean mailed = outcome == AlertOutcome.RAISED && properties.mailed();
        String why = alarm.why();
        Map<String, String> fields = new HashMap<>();
        fields.put(AlarmFields.NUMBER, Long.toString(number));
        fields.put(AlarmFields.ALARM, alarm.alarm().name());
        fields.put(AlarmFields.SERVER, role.self().name());
        fields.put(AlarmFields.AT, Long.toString(alarm.at().toEpochMilli()));
        fields.put(AlarmFields.WHY, why.substring(0, Math.min(why.length(), LONGEST_WHY)));
        fields.put(AlarmFields.ALERT, outcome.name());
        fields.put(AlarmFields.SEVERITY, properties.severity().name());
        fields.put(AlarmFields.MAIL, (mailed ? MailState.WANTED : MailState.NONE).name());
        fields.put(AlarmFields.MAIL_BY, "");
        return new Change(EntityType.ALARM, Occurrence.place(role.self(), number), fields);
    }

    private AlertOutcome outcome(AlarmRaised alarm, AlertProperties properties, boolean suspended) {
        LocalTime timeOfDay = alarm.at().atZone(ZoneId.systemDefault()).toLocalTime();
        try {
            return AlertRule.decide(properties, suspended, past(alarm, properties), alarm.at(), timeOfDay);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What was raised before cannot be read: {0}", e.getMessage());
            // Rather one alert too many than a failed database that nobody hears of.
            return AlertRule.decide(properties.atOnce(), suspended, List.of(), alarm.at(), timeOfDay);
        }
    }

    private List<Occurrence> past(AlarmRaised alarm, AlertProperties properties) {
        if (!AlertRule.asksForThePast(properties)) {
            return List.of();
        }
        return occurrences.since(alarm.at().minus(properties.longestWindow()), 2 * Occurrence.KEPT).stream()
                .filter(past -> past.name().equals(alarm.alarm().name()))
                .toList();
    }
}
