package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.duovox.alert.AlertAction;
import org.duovox.alert.ejb.AlertDesk;
import org.duovox.web.page.Notice;

/** Tools > Alert Central, Config Alert Action: to whom the mails of some alerts go. */
@Named
@RequestScoped
public class AlertActions {

    @Inject
    private AlertDesk desk;

    private final List<Line> lines = new ArrayList<>();

    /** Shows those that are set up, and room for more. */
    @PostConstruct
    public void look() {
        lines.clear();
        desk.actions().forEach(action -> lines.add(new Line(action)));
        while (lines.size() < AlertAction.MOST) {
            lines.add(new Line(new AlertAction("", "")));
        }
    }

    public void save() {
        Notice.of(desk.change(lines.stream()
                .map(line -> new AlertAction(line.name, line.recipients))
                .toList()));
    }

    public List<Line> getLines() {
        return lines;
    }

    /** An action as a row. */
    public static final class Line {

        private String name;
        private String recipients;

        Line(AlertAction action) {
            name = action.name();
            recipients = action.recipients();
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getRecipients() {
            return recipients;
        }

        public void setRecipients(String recipients) {
            this.recipients = recipients;
        }
    }
}
