package org.duovox.web.serviceability.tools;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.RoleOrders;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServerView;
import org.duovox.cluster.TimelineStep;
import org.duovox.maintenance.Maintenance;
import org.duovox.maintenance.ejb.MaintenanceDesk;
import org.duovox.port.ejb.PortOrders;
import org.duovox.service.DropsCalls;
import org.duovox.service.Service;
import org.duovox.service.ServiceState;
import org.duovox.web.page.DateAndTime;

/** Tools > Cluster Management: both servers, whichever of them is asked. */
@Named
@RequestScoped
public class ClusterManagement {

    /** What one look takes in; REST has all. */
    private static final int MOST_STEPS = 60;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK);

    @Inject
    private ClusterView cluster;

    @Inject
    private RoleOrders roles;

    @Inject
    private PortOrders ports;

    @Inject
    private MaintenanceDesk maintenance;

    @Inject
    private OrdersUnderWay underWay;

    @Inject
    private SeenServices services;

    public List<ServerLine> getServers() {
        return Arrays.stream(Member.values()).map(this::line).toList();
    }

    private ServerLine line(Member member) {
        return new ServerLine(
                cluster.server(member),
                member == cluster.self(),
                ports.isToTakeCalls(member),
                services.state(member, Service.REPLICATION));
    }

    public List<String> getWarnings() {
        return Warnings.of(cluster);
    }

    /** What was ordered a short while ago, and what became of it. */
    public List<String> getOrders() {
        return underWay.sentences();
    }

    public List<StepLine> getTimeline() {
        return cluster.timeline().stream().limit(MOST_STEPS).map(StepLine::new).toList();
    }

    public void makePrimary(String server) {
        Member.of(server)
                .ifPresent(member ->
                        underWay.follow("The %s is made Primary".formatted(member.word()), roles.makePrimary(member)));
    }

    /** Whoever ordered it has read how many calls that drops. */
    public void deactivate(String server) {
        Member.of(server)
                .ifPresent(member ->
                        underWay.follow("The %s is deactivated".formatted(member.word()), roles.deactivate(member)));
    }

    public void activate(String server) {
        Member.of(server)
                .ifPresent(member ->
                        underWay.follow("The %s is activated".formatted(member.word()), roles.activate(member)));
    }

    public void stopTakingCalls(String server) {
        Member.of(server)
                .ifPresent(member -> underWay.say(ports.stopTakingCalls(member).sentence()));
    }

    public void takeCalls(String server) {
        Member.of(server)
                .ifPresent(member -> underWay.say(ports.takeCalls(member).sentence()));
    }

    public void prepareMaintenance(String server) {
        Member.of(server)
                .ifPresent(member -> underWay.say(maintenance.prepare(member).sentence()));
    }

    public void endMaintenance(String server) {
        Member.of(server)
                .ifPresent(member -> underWay.say(maintenance.end(member).sentence()));
    }

    /** How far the maintenance is; empty when there is none. */
    public String getMaintenance() {
        return maintenance.sentence();
    }

    /** The server that is maintained; empty when none is. */
    public String getMaintained() {
        return maintenance.current() instanceof Maintenance.Of of ? of.server().word() : "";
    }

    static String name(Member member) {
        return switch (member) {
            case PUBLISHER -> "Publisher";
            case SUBSCRIBER -> "Subscriber";
        };
    }

    static String time(Instant at) {
        return DateAndTime.text(at);
    }

    static String clockTime(Instant at) {
        return CLOCK.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A server as a row of the tables. The figures of a server without contact are old, so they are not shown. */
    public static final class ServerLine {

        private static final String NOT_KNOWN = "-";

        private final ServerView view;
        private final boolean self;
        private final boolean toTakeCalls;
        private final Optional<ServiceState> replication;

        ServerLine(ServerView view, boolean self, boolean toTakeCalls, Optional<ServiceState> replication) {
            this.view = view;
            this.self = self;
            this.toTakeCalls = toTakeCalls;
            this.replication = replication;
        }

        public String getWord() {
            return view.member().word();
        }

        public boolean isToMakePrimary() {
            return has(StatusButton.MAKE_PRIMARY);
        }

        public boolean isToDeactivate() {
            return has(StatusButton.DEACTIVATE);
        }

        public boolean isToActivate() {
            return has(StatusButton.ACTIVATE);
        }

        private boolean has(StatusButton button) {
            return StatusButton.of(view.status()).contains(button);
        }

        public boolean isToTakeCalls() {
            return toTakeCalls;
        }

        public String getMakePrimaryQuestion() {
            return "The %s becomes Primary, and the %s Secondary. No call is affected."
                    .formatted(getWord(), view.member().peer().word());
        }

        public String getDeactivateQuestion() {
            return DropsCalls.deactivating(view.member(), view.figures().callsInProgress());
        }

        public String getActivateQuestion() {
            return "The %s answers calls and serves clients again.".formatted(getWord());
        }

        public String getName() {
            return name(view.member());
        }

        /** Whether it is the one that shows this page. */
        public boolean isSelf() {
            return self;
        }

        public String getAddress() {
            return view.address();
        }

        public String getStatus() {
            return view.status().name();
        }

        public String getTitle() {
            return view.status().title();
        }

        public String getSince() {
            return time(view.since());
        }

        public String getWhy() {
            return view.why();
        }

        public String getPortsTotal() {
            return figure(Integer.toString(view.figures().portsTotal()));
        }

        public String getPortsInService() {
            return figure(Integer.toString(view.figures().portsInService()));
        }

        public String getCallsInProgress() {
            return figure(Integer.toString(view.figures().callsInProgress()));
        }

        public String getTakingCalls() {
            return figure(view.figures().takingCalls() ? "yes" : "no");
        }

        /** How the critical service Replication is there. */
        public String getReplication() {
            return replication.map(ServiceState::title).orElse(NOT_KNOWN);
        }

        public String getReplicationStyle() {
            return replication.filter(ServiceState.FAILED::equals).isPresent() ? "dv-mark" : "";
        }

        public String getBacklogEntries() {
            return figure(Long.toString(view.figures().backlogEntries()));
        }

        public String getLagMillis() {
            return figure(Long.toString(view.figures().lagMillis()));
        }

        public String getSingleCopyMessages() {
            return figure(Integer.toString(view.figures().singleCopyMessages()));
        }

        private String figure(String value) {
            return self || view.status() != ServerStatus.NOT_FUNCTIONING ? value : NOT_KNOWN;
        }
    }

    /** A step of a change of status, an alarm or a status as a row of the timeline. */
    public static final class StepLine {

        private final TimelineStep step;

        StepLine(TimelineStep step) {
            this.step = step;
        }

        public String getAt() {
            return time(step.at());
        }

        public String getServer() {
            return name(step.server());
        }

        public String getWhat() {
            return step.what();
        }

        public String getWhy() {
            return step.why();
        }

        public String getStyle() {
            return switch (step.kind()) {
                case ALARM -> "dv-mark";
                case STATUS -> "dv-status";
                case STEP -> "";
            };
        }
    }
}
