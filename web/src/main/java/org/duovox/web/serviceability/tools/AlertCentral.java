package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alert.AlertProperty;
import org.duovox.alert.AlertState;
import org.duovox.alert.MailSettings;
import org.duovox.alert.Occurrence;
import org.duovox.alert.ejb.AlertCollector;
import org.duovox.alert.ejb.AlertDesk;
import org.duovox.cluster.Member;
import org.duovox.web.page.Clicked;
import org.duovox.web.page.Notice;

/** Tools > Alert Central: what was raised, on whichever server, and who is told of it. */
@Named
@RequestScoped
public class AlertCentral {

    private static final int MOST_SHOWN = 200;

    @Inject
    private AlertDesk desk;

    @Inject
    private AlertCollector collector;

    private String host = "";
    private int port;
    private String sender = "";
    private String recipients = "";

    /** Shows where mails go now. */
    @PostConstruct
    public void look() {
        MailSettings mail = desk.mailSettings();
        host = mail.host();
        port = mail.port();
        sender = mail.sender();
        recipients = mail.recipients();
    }

    /** Those that nobody has seen to first, then by name. */
    public List<Line> getAlerts() {
        return desk.alerts().stream()
                .sorted(Comparator.comparing(AlertState::isInSafeRange)
                        .thenComparing(alert -> !alert.properties().enabled())
                        .thenComparing(alert -> alert.alarm().name()))
                .map(Line::new)
                .toList();
    }

    public List<Past> getHistory() {
        return desk.history(MOST_SHOWN).stream().map(Past::new).toList();
    }

    /** Which server sends the mails, as this one knows. */
    public boolean isCollectingHere() {
        return collector.collects();
    }

    public void enable() {
        set(AlertProperty.ENABLED, "true");
    }

    public void disable() {
        set(AlertProperty.ENABLED, "false");
    }

    private void set(AlertProperty property, String text) {
        change(alarm -> desk.setProperties(alarm, Map.of(property.word(), text)));
    }

    public void clear() {
        change(desk::clear);
    }

    public void setToDefault() {
        change(desk::setToDefault);
    }

    public void clearAll() {
        AdministrationResult result = desk.clearAll();
        if (!result.done()) {
            Notice.of(result);
        }
    }

    /** Where all alerts are suspended, in words; empty when they are not. */
    public String getSuspended() {
        return where(desk.suspended());
    }

    /** "publisher", "subscriber", or "both" for the whole cluster. */
    public void suspend(String where) {
        Notice.of(desk.suspend(Optional.empty(), servers(where)));
    }

    public void resume() {
        Notice.of(desk.resume(Optional.empty(), EnumSet.allOf(Member.class)));
    }

    static Set<Member> servers(String where) {
        return Stream.of(Member.values())
                .filter(member -> where.equals("both") || where.equals(member.word()))
                .collect(Collectors.toUnmodifiableSet());
    }

    static String where(Set<Member> servers) {
        if (servers.size() == Member.values().length) {
            return "cluster-wide";
        }
        return servers.stream().map(member -> "on the " + member.word()).collect(Collectors.joining());
    }

    public void saveMail() {
        Notice.of(desk.change(new MailSettings(host, port, sender, recipients)));
    }

    /** The click says which alert is meant; a row of the table might hold another one by now. */
    private static void change(Function<Alarm, AdministrationResult> change) {
        String alarm = Clicked.parameter("alert");
        Alarm.of(alarm).map(change).filter(result -> !result.done()).ifPresent(Notice::of);
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String sender) {
        this.sender = sender;
    }

    public String getRecipients() {
        return recipients;
    }

    public void setRecipients(String recipients) {
        this.recipients = recipients;
    }

    /** An alert as a row. */
    public static final class Line {

        private final AlertState alert;

        Line(AlertState alert) {
            this.alert = alert;
        }

        public String getName() {
            return alert.alarm().name();
        }

        public boolean isEnabled() {
            return alert.properties().enabled();
        }

        public boolean isMailed() {
            return alert.properties().mailed();
        }

        /** Where it alone is suspended, in words. */
        public String getSuspended() {
            return where(alert.suspended());
        }

        public boolean isInSafeRange() {
            return alert.isInSafeRange();
        }

        public String getSeverity() {
            return alert.properties().severity().title();
        }

        public String getLast() {
            return alert.last().map(last -> ClusterManagement.time(last.at())).orElse("never");
        }

        public String getWhy() {
            return alert.last().map(Occurrence::why).orElse("");
        }
    }

    /** An alarm that was raised, as a row. */
    public static final class Past {

        private final Occurrence occurrence;

        Past(Occurrence occurrence) {
            this.occurrence = occurrence;
        }

        public String getAt() {
            return ClusterManagement.time(occurrence.at());
        }

        public String getServer() {
            return ClusterManagement.name(occurrence.server());
        }

        public String getName() {
            return occurrence.name();
        }

        public String getSeverity() {
            return occurrence.severity().name();
        }

        public String getSeverityTitle() {
            return occurrence.severity().title();
        }

        public String getWhy() {
            return occurrence.why();
        }

        /** What became of it as an alert. */
        public String getOutcome() {
            return occurrence.alert().title();
        }

        public String getMail() {
            return occurrence.mail().title();
        }
    }
}
