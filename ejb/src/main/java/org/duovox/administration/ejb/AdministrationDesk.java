package org.duovox.administration.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.administration.Administration;
import org.duovox.administration.AdministrationRequest;
import org.duovox.administration.AdministrationRequest.Kind;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.Duty;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ServerRole;
import org.duovox.data.DataConnector;
import org.duovox.replication.AckGate;
import org.duovox.replication.Position;

/**
 * Carries configuration changes out. They are decided by the server that publishes the database while it can be reached, so
 * that what must be unique clashes only when the servers are apart.
 */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AdministrationDesk {

    /** Longer than a failover, so that a change asked for in the middle of one is decided by the survivor. */
    private static final int PATIENCE_SECONDS = 10;

    @Inject
    private DataConnector data;

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @Inject
    private AckGate copies;

    @PostConstruct
    void answerThePeer() {
        link.serve(
                PeerLink.Service.ADMINISTER,
                request -> decideHere(AdministrationRequest.decode(request)).encode());
    }

    /**
     * Makes a record; its id is made here. Blocks until the change is on stable storage of both servers, or of the one that is
     * there: whoever was told that it is done finds it done after the death of either.
     */
    public AdministrationResult add(Kind kind, Map<String, String> values) {
        return request(new AdministrationRequest(kind, UUID.randomUUID().toString(), values));
    }

    private AdministrationResult request(AdministrationRequest request) {
        if (role.has(Duty.PUBLISH) || !role.peerInContact()) {
            return decideHere(request);
        }
        try {
            return AdministrationResult.decode(link.ask(PeerLink.Service.ADMINISTER, request.encode())
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notNow();
        } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
            // The other server went away in the middle; the request has the same meaning here.
            return decideHere(request);
        }
    }

    private AdministrationResult decideHere(AdministrationRequest request) {
        try {
            return data.<AdministrationResult>write(records -> Administration.decide(request, records))
                    .thenCompose(committed -> copies.whenSafe(committed.position(), Position.NONE)
                            .thenApply(receipt -> committed.result()))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notNow();
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            return notNow();
        }
    }

    private static AdministrationResult notNow() {
        return AdministrationResult.refused("The database did not take the change; look at the log and try again.");
    }
}
