package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.Severity;
import org.duovox.alert.AlertAction;
import org.duovox.alert.ejb.AlertDesk;
import org.duovox.cluster.Member;
import org.duovox.web.page.Clicked;
import org.duovox.web.page.Notice;

/** Tools > Alert Central > Set Alert/Properties, of one alert. */
@Named
@RequestScoped
public class AlertProperties {

    @Inject
    private AlertDesk desk;

    private String alert = "";

    /** As the components make them: text, or a Boolean of a check box. */
    private final Map<String, Object> values = new HashMap<>();

    /** Which alert, is in the address and in both forms: so it is known before any component asks, and no state is kept. */
    @PostConstruct
    void open() {
        alert = Clicked.parameter("alert");
        look();
    }

    private void look() {
        values.clear();
        alarm().map(desk::properties).ifPresent(values::putAll);
    }

    public void save() {
        Map<String, String> texts = values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        change(alarm -> desk.setProperties(alarm, texts));
    }

    public void setToDefault() {
        change(desk::setToDefault);
        look();
    }

    /** "publisher", "subscriber", or "both" for the whole cluster. */
    public void suspend(String where) {
        change(alarm -> desk.suspend(Optional.of(alarm), AlertCentral.servers(where)));
    }

    public void resume() {
        change(alarm -> desk.resume(Optional.of(alarm), EnumSet.allOf(Member.class)));
    }

    private void change(Function<Alarm, AdministrationResult> change) {
        alarm().map(change).ifPresent(Notice::of);
    }

    private Optional<Alarm> alarm() {
        return Alarm.of(alert);
    }

    public boolean isKnown() {
        return alarm().isPresent();
    }

    public String getDescription() {
        return alarm().map(Alarm::explanation).orElse("");
    }

    public String getRecommendedAction() {
        return alarm().map(Alarm::recommendedAction).orElse("");
    }

    /** Where it alone is suspended, in words; empty when it is not. */
    public String getSuspended() {
        return alarm().map(desk::suspended).map(AlertCentral::where).orElse("");
    }

    public Severity[] getSeverities() {
        return Severity.values();
    }

    /** Names to choose from. */
    public List<String> getActions() {
        return Stream.concat(
                        Stream.of(AlertAction.DEFAULT), desk.actions().stream().map(AlertAction::name))
                .toList();
    }

    public String getAlert() {
        return alert;
    }

    public Map<String, Object> getValues() {
        return values;
    }
}
