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

    private String server = "";
    private String shown = "";
    private transient List<ServiceReport> reports = List.of();
    private boolean looked;

    /** As the questions name them: whoever confirms has read this number. */
    private int calls;

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
        return shown;
    }

    /** Go. */
    public void go() {
        shown = Member.of(getServer()).map(Member::word).orElse("");
        look();
    }

    /** Refresh. */
    public void look() {
        looked = true;
        Optional<Member> member = Member.of(shown);
        calls = member.map(each -> cluster.server(each).figures().callsInProgress())
                .orElse(0);
        reports = member.flatMap(each -> PeerAnswer.within(PeerAnswer.ORDER_SECONDS, desk.reports(each)))
                .orElse(List.of());
        if (member.isPresent() && reports.isEmpty()) {
            Notice.error("The %s cannot be reached.".formatted(shown));
        }
    }

    public List<Group> getGroups() {
        if (!looked) {
            go();
        } else if (reports == null) {
            look();
        }
        return Arrays.stream(ServiceGroup.values())
                .map(group -> new Group(
                        group.title(),
                        reports.stream()
                                .filter(report -> report.service().group() == group)
                                .map(this::line)
                                .toList()))
                .filter(group -> !group.lines().isEmpty())
                .toList();
    }

    private Line line(ServiceReport report) {
        return new Line(report, Member.of(shown).orElse(cluster.self()), calls);
    }

    /** Carries it out. Calls that came after the question, which then named none, are not dropped: it is asked anew. */
    public void order(String service, String order) {
        Optional<Member> member = Member.of(shown);
        Optional<Service> which = Service.of(service);
        Optional<ServiceOrder> what = ServiceOrder.of(order);
        if (member.isEmpty() || which.isEmpty() || what.isEmpty()) {
            return;
        }
        OrderOutcome outcome = PeerAnswer.within(
                        PeerAnswer.ORDER_SECONDS,
                        desk.order(member.get(), new ServiceRequest(which.get(), what.get(), calls > 0)))
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
