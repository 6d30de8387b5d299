package org.duovox.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duovox.alarm.Alarm;
import org.duovox.cluster.Member;
import org.duovox.settings.DailyTime;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;

/** What is set of alerts, in the rules' words. */
public final class AlertRules {

    private final Settings settings;

    public AlertRules(Settings settings) {
        this.settings = settings;
    }

    public AlertProperties properties(Alarm alarm) {
        return new AlertProperties(
                settings.get(AlertSettings.enabled(alarm)),
                settings.get(AlertSettings.severity(alarm)),
                new Rate(
                        settings.get(AlertSettings.threshold(alarm)),
                        Duration.ofMinutes(settings.get(AlertSettings.thresholdMinutes(alarm)))),
                new Rate(
                        settings.get(AlertSettings.frequency(alarm)),
                        Duration.ofMinutes(settings.get(AlertSettings.frequencyMinutes(alarm)))),
                new DailyTime(settings.get(AlertSettings.from(alarm)), settings.get(AlertSettings.to(alarm))),
                settings.get(AlertSettings.mailed(alarm)),
                settings.get(AlertSettings.action(alarm)));
    }

    /** Whether nobody is to be alerted of that alarm of that server for the time being. */
    public boolean isSuspended(Alarm alarm, Member server) {
        return settings.get(AlertSettings.ALL_SUSPENDED).contains(server)
                || settings.get(AlertSettings.suspended(alarm)).contains(server);
    }

    /** The servers where that alert alone is suspended. */
    public Set<Member> suspended(Alarm alarm) {
        return settings.get(AlertSettings.suspended(alarm));
    }

    /** Those that are set up, without the one that is always there. */
    public List<AlertAction> actions() {
        return AlertSettings.actions().stream()
                .map(number -> new AlertAction(
                        settings.get(AlertSettings.actionName(number)),
                        settings.get(AlertSettings.actionRecipients(number))))
                .filter(action -> !action.name().isEmpty())
                .toList();
    }

    /**
     * Whom a mail about that alert goes to. An action that is no longer there is the default: an alert that names it shall not go
     * unheard.
     */
    public List<String> recipients(String action) {
        return actions().stream()
                .filter(each -> each.name().equals(action))
                .findFirst()
                .orElseGet(() -> new AlertAction(AlertAction.DEFAULT, settings.get(AlertSettings.MAIL_RECIPIENTS)))
                .switchedOn();
    }

    /**
     * New properties, as an administrator typed them: those named change, the others stay. Throws IllegalArgumentException with a
     * sentence for the administrator.
     *
     * @param texts by {@link AlertProperty#word}
     */
    public SettingChanges changes(Alarm alarm, Map<String, String> texts) {
        SettingChanges changes = new SettingChanges();
        texts.forEach((word, text) -> AlertProperty.of(word)
                .orElseThrow(() -> new IllegalArgumentException("An alert has no property " + word + "."))
                .set(changes, alarm, text));
        String action = texts.getOrDefault(AlertProperty.ACTION.word(), AlertAction.DEFAULT)
                .strip();
        if (!action.isEmpty()
                && !action.equals(AlertAction.DEFAULT)
                && actions().stream().noneMatch(each -> each.name().equals(action))) {
            throw new IllegalArgumentException("There is no alert action " + action + "; add it first.");
        }
        return changes;
    }

    /** Every property as the field has it at first; whether it is suspended, and what was cleared, stays. */
    public static SettingChanges reset(Alarm alarm) {
        SettingChanges changes = new SettingChanges();
        for (AlertProperty property : AlertProperty.values()) {
            changes.reset(property.setting(alarm));
        }
        return changes;
    }

    /** These actions in place of all; throws IllegalArgumentException with a sentence for the administrator. */
    public static SettingChanges changes(List<AlertAction> actions) {
        List<AlertAction> wanted = actions.stream()
                .map(AlertAction::checked)
                .filter(action -> !action.name().isEmpty())
                .toList();
        if (wanted.size() > AlertAction.MOST) {
            throw new IllegalArgumentException("There are at most " + AlertAction.MOST + " alert actions.");
        }
        if (wanted.stream().map(AlertAction::name).distinct().count() < wanted.size()) {
            throw new IllegalArgumentException("Two alert actions have the same name.");
        }
        SettingChanges changes = new SettingChanges();
        for (int number : AlertSettings.actions()) {
            boolean used = number <= wanted.size();
            changes.set(
                    AlertSettings.actionName(number),
                    used ? wanted.get(number - 1).name() : "");
            changes.set(
                    AlertSettings.actionRecipients(number),
                    used ? wanted.get(number - 1).recipients() : "");
        }
        return changes;
    }
}
