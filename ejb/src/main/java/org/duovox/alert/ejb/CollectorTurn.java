package org.duovox.alert.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.duovox.alert.AlertSettings;
import org.duovox.alert.CollectorTurns;
import org.duovox.alert.Readiness;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ServerRole;
import org.duovox.data.ejb.DatabaseHealth;
import org.duovox.settings.Settings;

/**
 * Whose turn it is to send the mails: the primary collector's in normal times, and the other server's while that one is away, is
 * stopped, cannot commit, is deactivated or does not reach the mail server. Both servers agree on it over the link.
 */
@ApplicationScoped
public class CollectorTurn {

    private static final Logger LOG = System.getLogger(CollectorTurn.class.getName());

    private static final int PATIENCE_SECONDS = 3;

    /** Whoever could not send does not know at once what the other server sent: replication has to catch up. */
    private static final long CAUTION_NANOS = Duration.ofSeconds(30).toNanos();

    /** So long the other server has the first try after this one failed, and is then given another chance itself. */
    private static final long TROUBLE_NANOS = Duration.ofMinutes(5).toNanos();

    @Inject
    private ServerRole role;

    @Inject
    private Settings settings;

    @Inject
    private PeerLink link;

    @Inject
    private DatabaseHealth database;

    private final CollectorTurns turns = new CollectorTurns();
    private volatile BooleanSupplier runs = () -> false;
    private volatile long cautiousUntil = System.nanoTime() + CAUTION_NANOS;
    private volatile long troubledUntil = System.nanoTime();

    /** Answers the other server from now on. */
    void serve(BooleanSupplier collectorRuns) {
        runs = collectorRuns;
        link.serve(
                PeerLink.Service.COLLECTOR_TURN, question -> turns.answer(question, readiness(), isPrimaryCollector()));
    }

    private Readiness readiness() {
        long now = System.nanoTime();
        boolean troubled = now - cautiousUntil < 0 || now - troubledUntil < 0;
        Readiness readiness = Readiness.of(runs.getAsBoolean(), database.works(), role.status(), troubled);
        if (readiness == Readiness.UNABLE) {
            cautiousUntil = now + CAUTION_NANOS;
        }
        return readiness;
    }

    private boolean isPrimaryCollector() {
        return role.self().word().equals(settings.get(AlertSettings.PRIMARY_COLLECTOR));
    }

    /** Asks the other server, once in a while, by the thread that sends; waits at most 3 s. */
    void ask() {
        if (!role.peerInContact()) {
            turns.apart();
            return;
        }
        CollectorTurns.Question question = turns.question(readiness());
        try {
            turns.heard(
                    question,
                    link.ask(PeerLink.Service.COLLECTOR_TURN, question.bytes())
                            .toCompletableFuture()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PeerLink.Unserved unserved) {
                if (unserved.isKnown()) {
                    turns.nobodyThere(question);
                } else {
                    turns.knowsNoTurns();
                }
            } // else it may have the turn
        } catch (TimeoutException e) {
            LOG.log(Level.DEBUG, "The other server is slow to say whose turn it is to mail", e); // and may have it
        }
    }

    boolean collects() {
        return turns.collects(readiness(), isPrimaryCollector(), role.peerInContact());
    }

    /** As {@link #collects}; if so, the turn is kept until {@link #end}. */
    boolean begin() {
        return turns.begin(readiness(), isPrimaryCollector(), role.peerInContact());
    }

    void end() {
        turns.end();
    }

    /** The mail server cannot be reached from here, or the database takes no claim: the other server shall try. */
    void troubled() {
        troubledUntil = System.nanoTime() + TROUBLE_NANOS;
    }
}
