package org.duovox.comparison.ejb;

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
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;
import org.duovox.comparison.Answerer;
import org.duovox.comparison.AudioCheck;
import org.duovox.comparison.AudioCopies;
import org.duovox.comparison.ComparisonReport;
import org.duovox.comparison.ComparisonReport.Round;
import org.duovox.comparison.ComparisonSettings;
import org.duovox.comparison.DamagedAudio;
import org.duovox.comparison.Difference;
import org.duovox.comparison.Findings;
import org.duovox.comparison.RecordComparison;
import org.duovox.data.RecordsAgain;
import org.duovox.data.Transactions;
import org.duovox.messagestore.MessageStore;
import org.duovox.replication.Lane;
import org.duovox.replication.LaneLog;
import org.duovox.replication.LaneStore;
import org.duovox.settings.DailyTime;
import org.duovox.settings.Settings;
import org.duovox.settings.ejb.SettingsDesk;
import org.duovox.upkeep.Upkeep;

/** Compares data in the background: the Secondary all records with the Primary's, each server its audio with the headers. */
@Startup
@DependsOn({"ReplicationService", "OverwriteDesk"})
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class ComparisonDesk {

    /** A page of 500 records, or 4 MB of audio, a second: a few thousandths of a core. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** From the end of one round to the beginning of the next. */
    private static final Duration REST = Duration.ofMinutes(30);

    private static final byte[] REPORT = {0};
    private static final byte[] BEGIN = {1};

    private static final System.Logger LOG = System.getLogger(ComparisonDesk.class.getName());

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @Inject
    private ReplicationProgress progress;

    @Inject
    private Transactions database;

    @Inject
    private RecordsAgain again;

    @Inject
    private MessageStore store;

    @Inject
    private OverwriteDesk overwrite;

    @Inject
    @Any
    private Instance<LaneLog> logs;

    @Inject
    @Any
    private Instance<LaneStore> stores;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Settings settings;

    @Inject
    private SettingsDesk settingsDesk;

    @Inject
    private AlarmBell alarms;

    private final Findings findings = new Findings();
    private volatile Optional<Upkeep> upkeep = Optional.empty();
    private RecordComparison records;
    private AudioCheck audio;
    private volatile Optional<Round> lastRecords = Optional.empty();
    private volatile Optional<Round> lastAudio = Optional.empty();
    private volatile boolean wanted;
    private volatile boolean due;
    private boolean pressing;
    private long recordsRestUntil = System.nanoTime();
    private long audioRestUntil = System.nanoTime() + REST.toNanos();

    @PostConstruct
    void start() {
        LaneLog audioLog = logs.stream()
                .filter(log -> log.lane() == Lane.AUDIO)
                .findFirst()
                .orElseThrow();
        LaneStore peersAudio = stores.stream()
                .filter(each -> each.lane() == Lane.AUDIO)
                .findFirst()
                .orElseThrow();
        records = new RecordComparison(
                database, question -> link.ask(PeerLink.Service.COMPARE, question), again, this::found);
        audio = new AudioCheck(
                database,
                store,
                question -> link.ask(PeerLink.Service.AUDIO_COPY, question),
                peersAudio::applied,
                this::found,
                () -> upkeep.ifPresent(Upkeep::wake));
        link.serve(PeerLink.Service.COMPARE, new Answerer(database, again));
        link.serve(PeerLink.Service.AUDIO_COPY, AudioCopies.from(store, audioLog));
        link.serve(PeerLink.Service.COMPARISON, this::answer);
        upkeep = Optional.of(new Upkeep("comparison of data", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    private byte[] answer(byte[] request) {
        if (request.length == 1 && request[0] == BEGIN[0]) {
            beginHere();
        }
        return here().encode();
    }

    /** What a server found; completes exceptionally when it cannot be reached. */
    public CompletionStage<ComparisonReport> report(Member server) {
        return server == role.self()
                ? CompletableFuture.completedFuture(here())
                : link.ask(PeerLink.Service.COMPARISON, REPORT).thenApply(ComparisonReport::decode);
    }

    /** Begins anew on both servers, now. Completes exceptionally when the other one cannot be reached; this one begins then too. */
    public CompletionStage<ComparisonReport> begin() {
        beginHere();
        return link.ask(PeerLink.Service.COMPARISON, BEGIN).thenApply(ComparisonReport::decode);
    }

    /** When data is compared without an order to. */
    public DailyTime hours() {
        return ComparisonSettings.hours(settings);
    }

    /** Keeps other hours on both servers. */
    public AdministrationResult changeHours(String from, String to) {
        try {
            return settingsDesk.change(ComparisonSettings.change(from, to));
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Compares on this server as soon as it may, for there is reason to: a split brain has healed. */
    public void soon() {
        due = true;
        upkeep.ifPresent(Upkeep::wake);
    }

    private void beginHere() {
        wanted = true;
        upkeep.ifPresent(Upkeep::wake);
    }

    private ComparisonReport here() {
        return new ComparisonReport(lastRecords, lastAudio, findings.all(), overwrite.isOrdered());
    }

    private void look() {
        long now = System.nanoTime();
        if (wanted || due) {
            pressing |= wanted;
            wanted = false;
            due = false;
            recordsRestUntil = now;
            audioRestUntil = now;
            records.begin();
            audio.begin();
        }
        if (!pressing && !hours().covers(LocalTime.now(ZoneId.systemDefault()))) {
            tell(true);
            return; // goes on where it is
        }
        boolean together = role.peerInContact() && progress.levelWithPeer();
        boolean compares = role.status() == ServerStatus.SECONDARY;
        if (!together || !compares) {
            records.begin();
        } else if (now - recordsRestUntil >= 0 && !records.turn()) {
            lastRecords = Optional.of(new Round(Instant.now(), records.compared()));
            recordsRestUntil = now + REST.toNanos();
            records.begin();
        }
        if (together && now - audioRestUntil >= 0 && !audio.turn()) {
            lastAudio = Optional.of(new Round(Instant.now(), audio.checked()));
            audioRestUntil = now + REST.toNanos();
            audio.begin();
        }
        boolean recordsRest = !compares || now - recordsRestUntil < 0;
        boolean rests = recordsRest && now - audioRestUntil < 0;
        pressing &= !rests;
        tell(rests || !role.peerInContact());
    }

    private void tell(boolean ended) {
        findings.toTell(Instant.now(), ended).ifPresent(what -> alarms.raiseEach(Alarm.StoredDataDamaged, what));
    }

    private void found(Difference difference) {
        note(difference.sentence(), true);
    }

    private void found(DamagedAudio damage) {
        note(damage.sentence(), damage.isMended());
    }

    private void note(String what, boolean repaired) {
        if (findings.add(Instant.now(), what, repaired)) {
            LOG.log(Level.WARNING, "{0}", what);
        }
    }
}
