package org.duovox.web.serviceability.tools;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerRole;
import org.duovox.service.Service;
import org.duovox.service.ServiceReport;
import org.duovox.service.ServiceState;
import org.duovox.service.ejb.ServiceDesk;
import org.duovox.web.page.PeerAnswer;

/** The services of both servers as they were a second ago, so that no page that is looked at waits for the other server. */
@ApplicationScoped
public class SeenServices {

    @Inject
    private ServiceDesk desk;

    @Inject
    private ServerRole role;

    private final Map<Member, List<ServiceReport>> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** None while that server cannot be reached. */
    public List<ServiceReport> of(Member server) {
        return seen.getOrDefault(server, List.of());
    }

    /** Nothing while that server cannot be reached. */
    public Optional<ServiceState> state(Member server, Service service) {
        return of(server).stream()
                .filter(report -> report.service() == service)
                .map(ServiceReport::state)
                .findFirst();
    }

    /** Looks now, and waits for the other server if it is that one's. */
    public void look(Member server) {
        seen.put(
                server,
                PeerAnswer.within(PeerAnswer.ORDER_SECONDS, desk.reports(server))
                        .orElse(List.of()));
    }

    /** Looks now; does not wait. */
    void lookHere() {
        look(role.self());
    }

    /** Asks the other server unless it has been asked and has not answered yet; does not wait. */
    void lookThere() {
        Member peer = role.self().peer();
        if (!role.peerInContact()) {
            seen.remove(peer);
        } else if (asking.compareAndSet(false, true)) {
            desk.reports(peer).whenComplete((reports, failure) -> {
                seen.put(peer, reports == null ? List.of() : reports);
                asking.set(false);
            });
        }
    }
}
