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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.alert.ejb.AlertNews;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.configuration.ejb.ServerListDesk;
import org.duovox.maintenance.ejb.MaintenanceDesk;
import org.duovox.service.ServiceReport;
import org.duovox.upkeep.Upkeep;

/** Tells pages that something of what they show has changed; they ask for it then. Nothing of it is in the push itself. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class News {

    /** Figures change all the time; more often than four times a second nobody reads them. */
    private static final Duration PERIOD = Duration.ofMillis(250);

    /** The other server is asked for its services once a second: as good as at once for a reader, and next to nothing on the link. */
    private static final int ROUNDS_BETWEEN_QUESTIONS = 4;

    @Inject
    @Push(channel = "news")
    private PushContext pages;

    @Inject
    private ClusterView cluster;

    @Inject
    private MaintenanceDesk maintenance;

    @Inject
    private OrdersUnderWay orders;

    @Inject
    private SeenServices services;

    @Inject
    private AlertNews alerts;

    @Inject
    private ServerListDesk list;

    @Resource
    private ManagedThreadFactory threads;

    private final Map<Subject, List<?>> last = new EnumMap<>(Subject.class);
    private Optional<Upkeep> watch = Optional.empty();
    private long rounds;

    /** What a page may show; the pages name them in lower case. */
    private enum Subject {
        CLUSTER,
        SERVICES,
        ALERTS,
        SERVERS
    }

    @PostConstruct
    void start() {
        watch = Optional.of(new Upkeep("pages", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        watch.ifPresent(Upkeep::close);
    }

    /**
     * One round. Its first question goes to a bean that starts with the server, and returns when all those have started: a thread of
     * ours that has the role made before that holds its lock while it waits for them, and one of them waits for that lock for ever.
     */
    private void look() {
        List<?> servers = shown(Subject.SERVERS);
        services.lookHere();
        if (rounds++ % ROUNDS_BETWEEN_QUESTIONS == 0) {
            services.lookThere();
        }
        for (Subject subject : Subject.values()) {
            List<?> now = subject == Subject.SERVERS ? servers : shown(subject);
            if (!now.equals(last.put(subject, now))) {
                pages.send(subject.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** All that can be seen of it, or what changes with it. */
    private List<?> shown(Subject subject) {
        return switch (subject) {
            case CLUSTER ->
                List.of(
                        both().map(cluster::server).toList(),
                        cluster.timeline().stream().limit(1).toList(),
                        orders.sentences(),
                        maintenance.sentence());
            case SERVICES -> both().flatMap(this::ofServices).toList();
            case ALERTS -> List.of(alerts.changes());
            case SERVERS -> List.of(list.servers(), list.stranger());
        };
    }

    /** The calls too, for the questions before a service is stopped count them. */
    private Stream<Object> ofServices(Member server) {
        List<ServiceReport> reports = services.of(server);
        return Stream.of(reports, cluster.server(server).figures().callsInProgress());
    }

    private static Stream<Member> both() {
        return Stream.of(Member.values());
    }
}
