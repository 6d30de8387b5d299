package org.duovox.web.serviceability.tools;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.duovox.call.ejb.PortMonitorDesk;
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.port.PortActivity;
import org.duovox.web.page.Notice;
import org.duovox.web.page.PeerAnswer;

/** Tools > Port Monitor: what happens on the ports of the server that is chosen, looked at again and again while polling. */
@Named
@ViewScoped
public class PortMonitor implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Faster costs the server more than anybody can read; slower is no watching. */
    private static final int LEAST_SECONDS = 1;

    private static final int MOST_SECONDS = 60;
    private static final int STANDARD_SECONDS = 5;

    /** A look that takes longer is given up, and the next one comes. */
    private static final int PATIENCE_SECONDS = 4;

    @Inject
    private transient PortMonitorDesk desk;

    @Inject
    private transient ClusterView cluster;

    private String server = "";
    private int rate = STANDARD_SECONDS;
    private int seconds = STANDARD_SECONDS;
    private boolean polling;
    private transient Optional<List<PortActivity>> seen = Optional.of(List.of());

    public String getServer() {
        if (server.isEmpty()) {
            server = cluster.self().word();
        }
        return server;
    }

    public void setServer(String server) {
        this.server = server;
    }

    /** In seconds, as it stands in the field. */
    public int getRate() {
        return rate;
    }

    public void setRate(int rate) {
        this.rate = rate;
    }

    /** In seconds, as it was set. */
    public int getSeconds() {
        return seconds;
    }

    public boolean isPolling() {
        return polling;
    }

    /** Set Polling Rate. */
    public void useRate() {
        if (rate < LEAST_SECONDS || rate > MOST_SECONDS) {
            Notice.error("Say a number of seconds from %d to %d.".formatted(LEAST_SECONDS, MOST_SECONDS));
            return;
        }
        seconds = rate;
    }

    /** Start Polling. */
    public void startPolling() {
        polling = true;
        look();
    }

    /** Stop Polling. */
    public void stopPolling() {
        polling = false;
    }

    /** One look. */
    public void look() {
        seen = Member.of(getServer()).flatMap(member -> PeerAnswer.within(PATIENCE_SECONDS, desk.ports(member)));
    }

    public String getEmptyMessage() {
        if (seen == null || seen.isPresent()) {
            return "Press Start Polling.";
        }
        return "The %s cannot be reached.".formatted(server);
    }

    public List<Line> getPorts() {
        return seen == null
                ? List.of()
                : seen.orElse(List.of()).stream().map(Line::new).toList();
    }

    /** A port as a row. */
    public record Line(PortActivity port) {

        public String getName() {
            return port.name();
        }

        public String getCaller() {
            return port.caller();
        }

        public String getCalled() {
            return port.called();
        }

        public String getReason() {
            return port.reason();
        }

        public String getRedirecting() {
            return port.redirecting();
        }

        public String getLastRedirecting() {
            return port.lastRedirecting();
        }

        public String getApplication() {
            return port.application();
        }

        public String getDisplay() {
            return port.display();
        }

        public String getConversation() {
            return port.conversation();
        }

        public String getConnectedTo() {
            return port.connectedTo();
        }

        public String getStyle() {
            return port.isIdle() ? "dv-quiet" : "";
        }
    }
}
