package org.duovox.web.serviceability.alarm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;

/** Alarm > Definitions: what can be raised, and what to do then. */
@Named("alarmDefinitions")
@RequestScoped
public class Definitions {

    public List<Line> getAll() {
        return Stream.of(Alarm.values())
                .sorted(Comparator.comparing(Alarm::name))
                .map(Line::new)
                .toList();
    }

    /** An alarm as a row. */
    public static final class Line {

        private final Alarm alarm;

        Line(Alarm alarm) {
            this.alarm = alarm;
        }

        public String getName() {
            return alarm.name();
        }

        public String getSeverity() {
            return alarm.severity().name();
        }

        public String getSeverityTitle() {
            return alarm.severity().title();
        }

        public String getExplanation() {
            return alarm.explanation();
        }

        public String getRecommendedAction() {
            return alarm.recommendedAction();
        }
    }
}
