package org.duovox.recovery.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.ejb.AlarmBell;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ReplicationProgress;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;
import org.duovox.comparison.ejb.ComparisonDesk;
import org.duovox.data.ejb.CommitterService;
import org.duovox.recovery.MergeBook;
import org.duovox.recovery.MergeReport;
import org.duovox.recovery.file.ReportFiles;
import org.duovox.replication.Stamp;
import org.duovox.upkeep.Upkeep;
import org.duovox.user.Users;

/**
 * Writes down what each split brain left to be brought together: from the moment at which the servers lose each other until this
 * one has everything. Of other separations nothing is kept. Afterwards both servers' data is compared (in the quiet hours, when
 * there are any). The roles do not wait for any of this.
 */
@Startup
@DependsOn("CommitterService")
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class RecoveryDesk {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** The peer was silent for a while before it counted as lost. */
    private static final long SILENT_MILLIS = 3_000;

    /** Without a split brain for so long there was none. */
    private static final long UNDISPUTED_MILLIS = 15_000;

    /** After so long a pause of this process the peer may have taken over: that was a separation, too. */
    private static final long PAUSE_MILLIS = 2_000;

    private static final System.Logger LOG = System.getLogger(RecoveryDesk.class.getName());

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @Inject
    private ReplicationProgress progress;

    @EJB
    private CommitterService committer;

    @Inject
    private ComparisonDesk comparison;

    @Inject
    private AlarmBell bell;

    @Inject
    private Users users;

    @Resource
    private ManagedThreadFactory threads;

    private final ReportFiles files =
            new ReportFiles(Path.of(System.getProperty("jboss.server.data.dir", "."), "recoveries"));
    private volatile Optional<Upkeep> upkeep = Optional.empty();
    private MergeBook book;
    private long apartSince;
    private boolean noted;
    private Optional<Instant> detected = Optional.empty();
    private boolean over;
    private boolean late;
    private long togetherSince;
    private long lookedAt = System.nanoTime();
    private List<MergeReport> reports = List.of();

    @PostConstruct
    void start() {
        reports = files.read();
        book = new MergeBook(role.self());
        open(files.apartSince().orElseGet(System::currentTimeMillis));
        if (role.peerInContact()) {
            togetherSince = System.currentTimeMillis();
        }
        committer.tellOfMerges(book);
        link.serve(PeerLink.Service.RECOVERIES, request -> MergeReport.encode(here()));
        upkeep = Optional.of(new Upkeep("recovery's report", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    private void open(long sinceMillis) {
        apartSince = sinceMillis;
        noted = false;
        detected = Optional.empty();
        over = false;
        late = false;
        togetherSince = Long.MAX_VALUE;
        // Stamps follow the other server's clock when that is ahead.
        long newest = committer.newestStamp();
        boolean ahead = Stamp.millisOf(newest) > System.currentTimeMillis() + SILENT_MILLIS;
        book.open(ahead ? newest + 1 : Stamp.timeAt(sinceMillis));
    }

    /** Notes, and leaves the work to a thread of ours. */
    public synchronized void onRole(@Observes RoleChanged changed) {
        long now = System.currentTimeMillis();
        if (!changed.peerInContact()) {
            if (book.listens()) {
                book.apart();
            } else {
                open(now - SILENT_MILLIS);
            }
            togetherSince = Long.MAX_VALUE;
        } else {
            book.together(committer.newestStamp());
            togetherSince = Math.min(togetherSince, now);
        }
        if (changed.now() == ServerStatus.SPLIT_BRAIN_RECOVERY) {
            if (!book.listens()) {
                open(now - SILENT_MILLIS); // this server did not miss the other one
                togetherSince = now;
            }
            detected = detected.or(() -> Optional.of(Instant.ofEpochMilli(now)));
            over = false;
            late = false;
        } else if (changed.before() == ServerStatus.SPLIT_BRAIN_RECOVERY) {
            over = true;
        }
        upkeep.ifPresent(Upkeep::wake);
    }

    private void look() {
        noticePause();
        noteApart();
        Optional<MergeReport> ended;
        synchronized (this) {
            if (!book.listens()) {
                return;
            }
            boolean settled =
                    detected.isPresent() ? over : System.currentTimeMillis() - togetherSince >= UNDISPUTED_MILLIS;
            if (!role.peerInContact() || !settled) {
                return;
            }
            if (!progress.levelWithPeer()) {
                late |= detected.isPresent();
                return;
            }
            ended = detected.map(this::report);
            book.close();
        }
        try {
            files.together();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "It cannot be noted that the servers are together", e);
        }
        ended.ifPresent(this::tell);
    }

    /** A process that stood still did not miss the other one, which may have been Primary meanwhile. */
    private synchronized void noticePause() {
        long now = System.nanoTime();
        long paused = (now - lookedAt) / 1_000_000 - PERIOD.toMillis();
        lookedAt = now;
        if (paused >= PAUSE_MILLIS && !book.listens()) {
            open(System.currentTimeMillis() - paused - SILENT_MILLIS);
            if (role.peerInContact()) {
                book.together(committer.newestStamp());
                togetherSince = System.currentTimeMillis();
            }
        }
    }

    /** Outside the lock, which the role manager's announcements take: they never wait for a disk. */
    private void noteApart() {
        long since;
        synchronized (this) {
            if (noted || !book.listens()) {
                return;
            }
            noted = true;
            since = apartSince;
        }
        try {
            files.apartSince(since);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "It cannot be noted since when the servers are apart", e);
        }
    }

    private MergeReport report(Instant foundOut) {
        return new MergeReport(
                Instant.ofEpochMilli(apartSince),
                foundOut,
                Instant.now(),
                !late,
                book.taken(),
                book.clashes(),
                book.untold());
    }

    private void tell(MergeReport report) {
        LOG.log(
                Level.INFO,
                "Split brain recovery: {0} messages and {1} changes came from the {2}, {3} clashes were decided",
                report.messages(),
                report.changes(),
                role.self().peer(),
                report.clashes().size());
        keep(report);
        comparison.soon();
        if (!report.inTime()) {
            bell.raise(Alarm.SbrSuccessful, "what was missing has been replicated");
        }
        users.shared().forEach(shared -> LOG.log(Level.WARNING, "{0}", shared.sentence()));
    }

    private void keep(MergeReport report) {
        try {
            files.keep(report);
            List<MergeReport> now = files.read();
            synchronized (this) {
                reports = now;
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The report of the recovery cannot be kept", e);
        }
    }

    private synchronized List<MergeReport> here() {
        return reports;
    }

    /** A server's reports, newest first; completes exceptionally when it cannot be reached. */
    public CompletionStage<List<MergeReport>> reports(Member server) {
        return server == role.self()
                ? CompletableFuture.completedFuture(here())
                : link.ask(PeerLink.Service.RECOVERIES, new byte[0]).thenApply(MergeReport::decode);
    }
}
