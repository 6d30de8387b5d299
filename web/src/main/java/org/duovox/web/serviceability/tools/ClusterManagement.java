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
import org.duovox.cluster.ClusterView;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.ServerView;
import org.duovox.cluster.StatusChange;

/** Tools > Cluster Management: both servers, whichever of them is asked. */
@Named
@RequestScoped
public class ClusterManagement {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.UK);

    @Inject
    private ClusterView cluster;

    public List<ServerLine> getServers() {
        return Arrays.stream(Member.values())
                .map(member -> new ServerLine(cluster.server(member), member == cluster.self()))
                .toList();
    }

    public List<String> getWarnings() {
        return Warnings.of(cluster);
    }

    public List<ChangeLine> getChanges() {
        return cluster.changes().stream().map(ChangeLine::new).toList();
    }

    static String name(Member member) {
        return switch (member) {
            case PUBLISHER -> "Publisher";
            case SUBSCRIBER -> "Subscriber";
        };
    }

    static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A server as a row of the tables. The figures of a server without contact are old, so they are not shown. */
    public static final class ServerLine {

        private static final String NOT_KNOWN = "-";

        private final ServerView view;
        private final boolean self;

        ServerLine(ServerView view, boolean self) {
            this.view = view;
            this.self = self;
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

    /** A change of status as a row of the timeline. */
    public static final class ChangeLine {

        private final StatusChange change;

        ChangeLine(StatusChange change) {
            this.change = change;
        }

        public String getAt() {
            return time(change.at());
        }

        public String getServer() {
            return name(change.member());
        }

        public String getBefore() {
            return change.before().title();
        }

        public String getNow() {
            return change.now().title();
        }

        public String getWhy() {
            return change.why();
        }
    }
}
