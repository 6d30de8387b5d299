package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alert.AlertState;
import org.duovox.alert.MailSettings;
import org.duovox.alert.Occurrence;
import org.duovox.alert.ejb.AlertCollector;
import org.duovox.alert.ejb.AlertDesk;

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
                        .thenComparing(alert -> !alert.enabled())
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

    public void enable(String alarm) {
        change(alarm, found -> desk.enable(found, true));
    }

    public void disable(String alarm) {
        change(alarm, found -> desk.enable(found, false));
    }

    public void mailOn(String alarm) {
        change(alarm, found -> desk.mail(found, true));
    }

    public void mailOff(String alarm) {
        change(alarm, found -> desk.mail(found, false));
    }

    public void clear(String alarm) {
        change(alarm, desk::clear);
    }

    public void setToDefault(String alarm) {
        change(alarm, desk::setToDefault);
    }

    public void clearAll() {
        desk.alerts().stream().filter(alert -> !alert.isInSafeRange()).forEach(alert -> desk.clear(alert.alarm()));
    }

    public void saveMail() {
        say(desk.change(new MailSettings(host, port, sender, recipients)));
    }

    private static void change(String alarm, Function<Alarm, AdministrationResult> change) {
        Optional<Alarm> found = Stream.of(Alarm.values())
                .filter(each -> each.name().equals(alarm))
                .findFirst();
        found.map(change).filter(result -> !result.done()).ifPresent(AlertCentral::say);
    }

    private static void say(AdministrationResult result) {
        FacesContext.getCurrentInstance()
                .addMessage(
                        null,
                        new FacesMessage(
                                result.done() ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR,
                                result.sentence(),
                                null));
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
            return alert.enabled();
        }

        public boolean isMailed() {
            return alert.mailed();
        }

        public boolean isInSafeRange() {
            return alert.isInSafeRange();
        }

        public String getSeverity() {
            return alert.alarm().severity().title();
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

        public String getMail() {
            return occurrence.mail().title();
        }
    }
}
