package org.duovox.maintenance.ejb;

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
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.ServerRole;
import org.duovox.cluster.ServerStatus;
import org.duovox.maintenance.Maintenance;
import org.duovox.maintenance.MaintenanceSettings;
import org.duovox.maintenance.MaintenanceStep;
import org.duovox.maintenance.Situation;
import org.duovox.port.ejb.PortOrders;
import org.duovox.settings.Settings;
import org.duovox.settings.ejb.SettingsDesk;
import org.duovox.upkeep.Upkeep;

/** "Prepare for maintenance" and its end, for either server, from the page of either. */
@Singleton
@Startup
@DependsOn({"SettingsDesk", "PortDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MaintenanceDesk {

    private static final Logger LOG = System.getLogger(MaintenanceDesk.class.getName());

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** A server that has just started meets its peer in less; one that waits to be shut down must not wait longer. */
    private static final int MOST_LOOKS_ALONE = 10;

    /** Longer than an order takes. */
    private static final int PATIENCE_SECONDS = 17;

    @Inject
    private Settings settings;

    @Inject
    private SettingsDesk desk;

    @Inject
    private PortOrders ports;

    @Inject
    private RoleOrders orders;

    @Inject
    private ServerRole role;

    @Inject
    private ClusterView cluster;

    @Resource
    private ManagedThreadFactory threads;

    private Optional<Upkeep> upkeep = Optional.empty();
    private int looksAlone;
    private MaintenanceStep said = MaintenanceStep.NOTHING;

    @PostConstruct
    void start() {
        upkeep = Optional.of(new Upkeep("maintenance", threads, PERIOD, this::look));
    }

    @PreDestroy
    void stop() {
        upkeep.ifPresent(Upkeep::close);
    }

    /** Begins; refused when the other server could not answer all calls. */
    public AdministrationResult prepare(Member server) {
        if (current() instanceof Maintenance.Of of) {
            return of.server() == server && !of.ends()
                    ? AdministrationResult.done("The %s is prepared for maintenance already.".formatted(server.word()))
                    : AdministrationResult.refused("The maintenance of the %s has not ended yet."
                            .formatted(of.server().word()));
        }
        Situation now = situation(server);
        boolean other = now.inContact()
                && (now.stays() == ServerStatus.PRIMARY || now.stays() == ServerStatus.SECONDARY)
                && ports.isToTakeCalls(server.peer())
                && cluster.server(server.peer()).figures().takingCalls();
        if (!other) {
            return AdministrationResult.refused(
                    "The %s cannot answer all calls now; the last server that answers is never prepared for maintenance."
                            .formatted(server.peer().word()));
        }
        Maintenance begun = new Maintenance.Of(server, false, now.server() == ServerStatus.PRIMARY);
        return keep(begun, "The %s is prepared for maintenance.".formatted(server.word()));
    }

    /** Brings the server back to what it was. */
    public AdministrationResult end(Member server) {
        if (current() instanceof Maintenance.Of of && of.server() == server) {
            return keep(of.end(), "The maintenance of the %s ends; all becomes as it was.".formatted(server.word()));
        }
        return AdministrationResult.refused("The %s is not prepared for maintenance.".formatted(server.word()));
    }

    public Maintenance current() {
        return MaintenanceSettings.read(settings);
    }

    /** How far it is; empty when no server is maintained. */
    public String sentence() {
        Maintenance maintenance = current();
        return maintenance instanceof Maintenance.Of of
                ? MaintenanceStep.sentence(maintenance, situation(of.server()))
                : "";
    }

    private AdministrationResult keep(Maintenance maintenance, String sentence) {
        AdministrationResult kept = desk.change(MaintenanceSettings.write(maintenance));
        upkeep.ifPresent(Upkeep::wake);
        return kept.done() ? AdministrationResult.done(sentence) : kept;
    }

    private Situation situation(Member server) {
        return new Situation(
                role.self(),
                role.peerInContact(),
                cluster.server(server).status(),
                cluster.server(server.peer()).status(),
                ports.isToTakeCalls(server),
                cluster.server(server).figures().callsInProgress());
    }

    private void look() {
        if (!(current() instanceof Maintenance.Of of)) {
            said = MaintenanceStep.NOTHING;
            return;
        }
        Member server = of.server();
        MaintenanceStep step = MaintenanceStep.of(of, situation(server));
        looksAlone = step == MaintenanceStep.GIVE_UP ? looksAlone + 1 : 0;
        if (step != said) {
            said = step;
            LOG.log(Level.INFO, "Maintenance of the {0}: {1}", server.word(), sentence());
        }
        switch (step) {
            case NOTHING, WAIT_FOR_CALLS, WAIT_FOR_STATUS, SAFE_TO_SHUT_DOWN, SHUT_DOWN -> {}
            case STOP_TAKING_CALLS -> complain(ports.stopTakingCalls(server));
            case TAKE_CALLS -> complain(ports.takeCalls(server));
            case MAKE_OTHER_PRIMARY -> await(orders.makePrimary(server.peer()));
            case MAKE_PRIMARY_AGAIN -> await(orders.makePrimary(server));
            case DEACTIVATE -> await(orders.deactivate(server));
            case ACTIVATE -> await(orders.activate(server));
            case DONE -> complain(desk.change(MaintenanceSettings.write(new Maintenance.None())));
            case GIVE_UP -> {
                if (looksAlone > MOST_LOOKS_ALONE) {
                    giveUp(server);
                }
            }
        }
    }

    /** This server is the last one. */
    private void giveUp(Member server) {
        LOG.log(
                Level.WARNING,
                "The maintenance of the {0} is given up: the {1} is out of contact, and somebody must answer calls",
                server.word(),
                server.peer().word());
        complain(ports.takeCalls(server));
        if (role.status() == ServerStatus.DEACTIVATED) {
            await(orders.activate(server));
        }
        complain(desk.change(MaintenanceSettings.write(new Maintenance.None())));
    }

    private static void complain(AdministrationResult result) {
        if (!result.done()) {
            LOG.log(Level.WARNING, "Maintenance: {0} It is tried again.", result.sentence());
        }
    }

    private static void await(CompletionStage<OrderOutcome> order) {
        try {
            OrderOutcome outcome = order.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!outcome.done()) {
                LOG.log(Level.WARNING, "Maintenance: {0} It is tried again.", outcome.sentence());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "Maintenance: it is not known what became of an order; looking again");
        }
    }
}
