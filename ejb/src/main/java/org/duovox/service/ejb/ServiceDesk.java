package org.duovox.service.ejb;

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
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.PeerLink;
import org.duovox.cluster.RoleChanged;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServiceHealth;
import org.duovox.data.ejb.DatabaseHealth;
import org.duovox.service.DropsCalls;
import org.duovox.service.Service;
import org.duovox.service.ServiceOrder;
import org.duovox.service.ServiceReport;
import org.duovox.service.ServiceRequest;
import org.duovox.service.ServiceSettings;
import org.duovox.service.ServiceState;
import org.duovox.service.ServiceWork;
import org.duovox.service.Wanted;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.SettingsChanged;
import org.duovox.settings.ejb.SettingsDesk;
import org.duovox.sip.SipLine;

/** The page Service Management, for the services of either server. */
@Singleton
@Startup
@DependsOn({"SettingsDesk", "PortDesk", "CallDesk", "MwiNotifier", "AlertCollector", "SingleCopyClerk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServiceDesk {

    private static final Logger LOG = System.getLogger(ServiceDesk.class.getName());

    @Inject
    @Any
    private Instance<ServiceWork> works;

    @Inject
    private ServerRole role;

    @Inject
    private SettingsDesk settings;

    @Inject
    private PeerLink link;

    @Inject
    private DatabaseHealth database;

    @Inject
    private ServiceWatch watch;

    @Resource(lookup = SipLine.JNDI_NAME)
    private SipLine line;

    @Resource
    private ManagedExecutorService executor;

    private final Clock clock = Clock.systemUTC();
    private final Object carryingOut = new Object();
    private final Map<Service, ServiceWork> workOf = new EnumMap<>(Service.class);
    private final Map<Service, Wanted> wanted = new EnumMap<>(Service.class);
    private final Map<Service, Instant> since = new EnumMap<>(Service.class);

    @PostConstruct
    void open() {
        works.forEach(work -> workOf.put(work.service(), work));
        for (Service service : Service.values()) {
            wanted.put(service, Wanted.RUNNING);
        }
        obeySettings();
        link.serve(PeerLink.Service.SERVICES, request -> ServiceReport.encode(reports()));
        link.serve(
                PeerLink.Service.SERVICE_ORDER,
                request -> carryOut(ServiceRequest.decode(request)).encode());
        watch.ask(this::health);
    }

    @PreDestroy
    void close() {
        watch.ask(null);
    }

    public void onSettings(@ObservesAsync SettingsChanged changed) {
        obeySettings();
    }

    public void onRole(@ObservesAsync RoleChanged changed) {
        reports(); // from now on it runs, or not
    }

    /** Whether administrators let it run on this server. Never blocks. */
    public boolean runs(Service service) {
        return wanted(service).runs();
    }

    /** Those of that server; completes exceptionally when it cannot be reached. */
    public CompletionStage<List<ServiceReport>> reports(Member server) {
        return server == role.self()
                ? CompletableFuture.completedFuture(reports())
                : link.ask(PeerLink.Service.SERVICES, new byte[0]).thenApply(ServiceReport::decode);
    }

    /** What becomes of the order, within 15 s and never exceptionally. Calls are dropped only when that was confirmed. */
    public CompletionStage<OrderOutcome> order(Member server, ServiceRequest request) {
        if (server == role.self()) {
            return CompletableFuture.supplyAsync(() -> carryOut(request), executor)
                    .exceptionally(failure -> {
                        LOG.log(Level.ERROR, "A service could not be changed", failure);
                        return OrderOutcome.refused("That could not be done; the server's log says why.");
                    });
        }
        return link.ask(PeerLink.Service.SERVICE_ORDER, request.encode())
                .thenApply(OrderOutcome::decode)
                .exceptionally(failure -> OrderOutcome.refused(
                        "The %s cannot be reached, or did not answer in time.".formatted(server.word())));
    }

    private OrderOutcome carryOut(ServiceRequest request) {
        Service service = request.service();
        ServiceOrder order = request.order();
        synchronized (carryingOut) {
            Wanted before = wanted(service);
            Optional<String> objection = before.objection(service, order);
            int calls = line.callsInProgress();
            if (objection.isPresent()) {
                return OrderOutcome.refused(objection.get());
            }
            if (DropsCalls.by(service, order, calls) && !request.confirmed()) {
                return OrderOutcome.refused(DropsCalls.sentence(service, role.self(), calls));
            }
            Wanted after = before.after(order);
            if (after.activated() != before.activated()) {
                AdministrationResult kept = settings.change(new SettingChanges()
                        .set(ServiceSettings.activated(service).on(role.self()), after.activated()));
                if (!kept.done()) {
                    return OrderOutcome.refused(kept.sentence());
                }
            }
            obey(service, after);
            LOG.log(Level.INFO, "An administrator gave the order to {0} {1}", order.word(), service.title());
            return OrderOutcome.done(
                    "%s on the %s: %s.".formatted(service.title(), role.self().word(), sentence(service, after)));
        }
    }

    private String sentence(Service service, Wanted after) {
        if (!after.activated()) {
            return "deactivated and stopped";
        }
        if (!after.started()) {
            return "stopped";
        }
        return service.isDue(role.status()) ? "started" : "started; it runs when the server's status has need of it";
    }

    /** Activation may have been changed elsewhere, or merged. */
    private void obeySettings() {
        synchronized (carryingOut) {
            for (Service service : Service.values()) {
                Wanted before = wanted(service);
                boolean activated = !service.canBeDeactivated()
                        || settings.get(ServiceSettings.activated(service).on(role.self()));
                if (activated != before.activated()) {
                    obey(service, activated ? Wanted.RUNNING : new Wanted(false, false));
                }
            }
        }
    }

    private void obey(Service service, Wanted after) {
        ServiceWork work = workOf.get(service);
        if (!after.runs()) {
            keep(service, after); // so that its watch does not take it for a failure
        }
        if (work != null) {
            if (after.runs()) {
                work.start();
            } else {
                work.stop();
            }
        }
        keep(service, after);
    }

    private void keep(Service service, Wanted now) {
        synchronized (wanted) {
            wanted.put(service, now);
        }
    }

    private Wanted wanted(Service service) {
        synchronized (wanted) {
            return wanted.getOrDefault(service, Wanted.RUNNING);
        }
    }

    private ServiceHealth.State health(Service service) {
        return wanted(service).health(service, role.status(), works(service));
    }

    private boolean works(Service service) {
        if (service == Service.DATABASE) {
            return database.works();
        }
        ServiceWork work = workOf.get(service);
        return work == null || work.works();
    }

    private List<ServiceReport> reports() {
        return Arrays.stream(Service.values()).map(this::report).toList();
    }

    private ServiceReport report(Service service) {
        Wanted now = wanted(service);
        ServiceState state = now.state(service, role.status(), works(service));
        synchronized (since) {
            if (state == ServiceState.STARTED) {
                since.putIfAbsent(service, clock.instant());
            } else {
                since.remove(service);
            }
            return new ServiceReport(service, now.activated(), state, Optional.ofNullable(since.get(service)));
        }
    }
}
