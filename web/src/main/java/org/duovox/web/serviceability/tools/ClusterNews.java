package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerView;
import org.duovox.cluster.TimelineStep;
import org.duovox.maintenance.ejb.MaintenanceDesk;
import org.duovox.upkeep.Upkeep;

/** Tells pages that what they show of the cluster has changed; they ask for it then. Nothing of it is in the push itself. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ClusterNews {

    /** Figures change all the time; more often than four times a second nobody reads them. */
    private static final Duration PERIOD = Duration.ofMillis(250);

    @Inject
    @Push(channel = "cluster")
    private PushContext pages;

    @Inject
    private ClusterView cluster;

    @Inject
    private MaintenanceDesk maintenance;

    @Inject
    private OrdersUnderWay orders;

    @Resource
    private ManagedThreadFactory threads;

    private Optional<Upkeep> watch = Optional.empty();
    private Shown last = new Shown(List.of(), List.of(), List.of(), "");

    /** All that can be seen of the cluster. */
    private record Shown(
            List<ServerView> servers, List<TimelineStep> newest, List<String> orders, String maintenance) {}

    @PostConstruct
    void start() {
        watch = Optional.of(new Upkeep("pages of the cluster", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        watch.ifPresent(Upkeep::close);
    }

    private void look() {
        List<TimelineStep> timeline = cluster.timeline();
        Shown now = new Shown(
                List.of(cluster.server(Member.PUBLISHER), cluster.server(Member.SUBSCRIBER)),
                timeline.isEmpty() ? List.of() : List.of(timeline.getFirst()),
                orders.sentences(),
                maintenance.sentence());
        if (!now.equals(last)) {
            last = now;
            pages.send("changed");
        }
    }
}
