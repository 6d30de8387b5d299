package org.duovox.comparison.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;
import org.duovox.replication.ReplicationFigures;

/**
 * Overwriting a server's data from the other: a mark that run-server.sh finds at the server's next start. It sets database and
 * message store aside then, and the server takes over everything as a new one does.
 */
@Startup
@DependsOn("ReplicationService")
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OverwriteDesk {

    private static final byte WANTED = 1;

    private static final System.Logger LOG = System.getLogger(OverwriteDesk.class.getName());

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @Inject
    private ReplicationFigures figures;

    private final Path mark = Path.of(System.getProperty("jboss.server.data.dir", "."), "overwrite");

    @PostConstruct
    void open() {
        link.serve(
                PeerLink.Service.OVERWRITE,
                request ->
                        orderHere(request.length == 1 && request[0] == WANTED).encode());
    }

    /** Whoever is Primary has what counts; an order from before must not cost that at some later start. */
    public void onRole(@Observes RoleChanged changed) {
        if (changed.now() == ServerStatus.PRIMARY && isOrdered()) {
            LOG.log(Level.INFO, "{0}", orderHere(false).sentence());
        }
    }

    /** Orders it, or takes the order back. Completes exceptionally when that server cannot be reached. */
    public CompletionStage<OrderOutcome> order(Member server, boolean wanted) {
        return server == role.self()
                ? CompletableFuture.completedFuture(orderHere(wanted))
                : link.ask(PeerLink.Service.OVERWRITE, new byte[] {wanted ? WANTED : 0})
                        .thenApply(OrderOutcome::decode);
    }

    /** Whether this server's data is replaced at its next start. */
    public boolean isOrdered() {
        return Files.exists(mark);
    }

    private synchronized OrderOutcome orderHere(boolean wanted) {
        String own = role.self().word();
        String other = role.self().peer().word();
        try {
            if (!wanted) {
                Files.deleteIfExists(mark);
                return OrderOutcome.done("The %s keeps its data.".formatted(own));
            }
            if (role.status() == ServerStatus.PRIMARY) {
                return OrderOutcome.refused(
                        "The %s has Primary status; make the %s Primary first.".formatted(own, other));
            }
            if (!role.peerInContact()) {
                return OrderOutcome.refused("The %s is not in contact; there is nothing to take.".formatted(other));
            }
            if (!isOrdered()) {
                Files.createFile(mark);
            }
            long behind = figures.backlogEntries();
            LOG.log(Level.INFO, "At its next start the {0} takes all data from the {1}", own, other);
            return OrderOutcome.done("At its next start the %s sets its data aside and takes all data from the %s.%s"
                    .formatted(
                            own,
                            other,
                            behind == 0
                                    ? ""
                                    : " %d changes of its own have not reached the %s yet.".formatted(behind, other)));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The order to overwrite data cannot be noted", e);
            return OrderOutcome.refused("The %s cannot note that: %s".formatted(own, e.getMessage()));
        }
    }
}
