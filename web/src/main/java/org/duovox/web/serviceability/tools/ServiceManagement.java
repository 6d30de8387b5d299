package org.duovox.web.serviceability.tools;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.service.DropsCalls;
import org.duovox.service.Service;
import org.duovox.service.ServiceGroup;
import org.duovox.service.ServiceOrder;
import org.duovox.service.ServiceReport;
import org.duovox.service.ServiceRequest;
import org.duovox.service.ServiceState;
import org.duovox.service.ejb.ServiceDesk;
import org.duovox.web.page.Clicked;
import org.duovox.web.page.Notice;
import org.duovox.web.page.PeerAnswer;

/** Tools > Service Management: the services of the server that is chosen, whichever server shows the page. */
@Named
@ViewScoped
public class ServiceManagement implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ServiceDesk desk;

    @Inject
    private transient ClusterView cluster;

    @Inject
    private transient SeenServices seen;

    private String server = "";
    private String shown = "";

    public String getServer() {
        if (server.isEmpty()) {
            server = cluster.self().word();
        }
        return server;
    }

    public void setServer(String server) {
        this.server = server;
    }

    /** The server whose services are shown: what was chosen when Go was pressed. */
    public String getShown() {
        if (shown.isEmpty()) {
            go();
        }
        return shown;
    }

    /** Go. */
    public void go() {
        shown = Member.of(getServer()).orElse(cluster.self()).word();
        look();
    }

    /** Refresh. */
    public void look() {
        seen.look(member());
    }

    private Member member() {
        return Member.of(getShown()).orElse(cluster.self());
    }

    /** What is shown in place of the services of a server that does not answer; "" while it does. */
    public String getSilence() {
        return seen.of(member()).isEmpty() ? "The %s cannot be reached.".formatted(shown) : "";
    }

    public List<Group> getGroups() {
        Member member = member();
        int calls = cluster.server(member).figures().callsInProgress();
        List<ServiceReport> reports = seen.of(member);
        return Arrays.stream(ServiceGroup.values())
                .map(group -> new Group(
                        group.title(),
                        reports.stream()
                                .filter(report -> report.service().group() == group)
                                .map(report -> new Line(report, member, calls))
                                .toList()))
                .filter(group -> !group.lines().isEmpty())
                .toList();
    }

    /**
     * Carries it out. The request says how many calls the question named. Calls that came after one that named none are not dropped:
     * it is asked anew.
     */
    public void order(String service, String order) {
        Optional<Service> which = Service.of(service);
        Optional<ServiceOrder> what = ServiceOrder.of(order);
        if (which.isEmpty() || what.isEmpty()) {
            return;
        }
        String named = Clicked.parameter("calls");
        OrderOutcome outcome = PeerAnswer.within(
                        PeerAnswer.ORDER_SECONDS,
                        desk.order(
                                member(),
                                new ServiceRequest(which.get(), what.get(), !named.isEmpty() && !named.equals("0"))))
                .orElseGet(() -> OrderOutcome.refused("It is not known in time what became of it; choose Refresh."));
        Notice.of(outcome);
        look();
    }

    /** A table of the page. */
    public record Group(String title, List<Line> lines) {

        public Group {
            lines = List.copyOf(lines);
        }

        public String getTitle() {
            return title;
        }

        public List<Line> getLines() {
            return lines;
        }
    }

    /** A service as a row. */
    public record Line(ServiceReport report, Member server, int calls) {

        public String getName() {
            return report.service().title();
        }

        public String getWord() {
            return report.service().word();
        }

        public String getActivateStatus() {
            return report.activated() ? "Activated" : "Deactivated";
        }

        public String getStatus() {
            return report.state().title();
        }

        public String getStyle() {
            return report.state() == ServiceState.FAILED ? "dv-mark" : "";
        }

        public String getSince() {
            return report.since().map(ClusterManagement::time).orElse("-");
        }

        public int getCalls() {
            return calls;
        }

        public boolean isToStop() {
            return report.service().canBeStopped() && report.activated() && report.state() != ServiceState.STOPPED;
        }

        /** Also when the status has no need of it: it may have been stopped, and that is told only by pressing. */
        public boolean isToStart() {
            return report.service().canBeStopped() && report.activated() && report.state() == ServiceState.STOPPED;
        }

        public boolean isToActivate() {
            return report.service().canBeDeactivated() && !report.activated();
        }

        public boolean isToDeactivate() {
            return report.service().canBeDeactivated() && report.activated();
        }

        public String getStopQuestion() {
            Service service = report.service();
            String effect = DropsCalls.by(service, ServiceOrder.STOP, calls)
                    ? DropsCalls.sentence(service, server, calls)
                    : service.effect();
            return service.isCritical() && server == Member.PUBLISHER
                    ? effect + " If the publisher is Primary, the subscriber becomes Primary."
                    : effect;
        }

        public String getDeactivateQuestion() {
            return report.service().effect() + " It stays so over a restart, until it is activated.";
        }
    }
}
