package org.duovox.call.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.ServerRole;
import org.duovox.port.PortActivity;
import org.duovox.port.ejb.PortDesk;

/** What happens on the ports of either server. */
@Singleton
@Startup
@DependsOn({"CallDesk", "PortDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PortMonitorDesk {

    @Inject
    private PortDesk ports;

    @Inject
    private CallDesk calls;

    @Inject
    private ServerRole role;

    @Inject
    private PeerLink link;

    @PostConstruct
    void open() {
        link.serve(PeerLink.Service.PORTS, request -> PortActivity.encode(here()));
    }

    /** A row for each port, by name; completes exceptionally when the server cannot be reached. */
    public CompletionStage<List<PortActivity>> ports(Member server) {
        return server == role.self()
                ? CompletableFuture.completedFuture(here())
                : link.ask(PeerLink.Service.PORTS, new byte[0]).thenApply(PortActivity::decode);
    }

    private List<PortActivity> here() {
        return ports.assigned().stream()
                .map(each -> each.call()
                        .flatMap(calls::progress)
                        .map(call -> call.on(each.port().name()))
                        .orElseGet(() -> PortActivity.idle(each.port().name())))
                .toList();
    }
}
