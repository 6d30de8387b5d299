package org.duovox.alert.ejb;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alert.AlertAction;
import org.duovox.alert.AlertOutcome;
import org.duovox.alert.AlertProperty;
import org.duovox.alert.AlertRules;
import org.duovox.alert.AlertSettings;
import org.duovox.alert.AlertState;
import org.duovox.alert.CollectorSettings;
import org.duovox.alert.MailSettings;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.cluster.Member;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;
import org.duovox.settings.ejb.SettingsDesk;

/** What pages and REST show of alerts, and change. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertDesk {

    @Inject
    private Occurrences occurrences;

    @Inject
    private Settings values;

    @Inject
    private SettingsDesk settings;

    /** The newest alarms of both servers first. */
    public List<Occurrence> history(int limit) {
        return occurrences.newest(Math.clamp(limit, 1, 2 * Occurrence.KEPT));
    }

    /** Every alarm's alert, and when its alarm was raised last. */
    public List<AlertState> alerts() {
        List<Occurrence> history = history(2 * Occurrence.KEPT);
        Map<String, Occurrence> last = lastOnes(history.stream());
        Map<String, Occurrence> lastAlerts =
                lastOnes(history.stream().filter(past -> past.alert() == AlertOutcome.RAISED));
        AlertRules rules = rules();
        return Stream.of(Alarm.values())
                .map(alarm -> new AlertState(
                        alarm,
                        rules.properties(alarm),
                        rules.suspended(alarm),
                        Instant.ofEpochSecond(settings.get(AlertSettings.cleared(alarm))),
                        Optional.ofNullable(last.get(alarm.name())),
                        Optional.ofNullable(lastAlerts.get(alarm.name()))))
                .toList();
    }

    private static Map<String, Occurrence> lastOnes(Stream<Occurrence> newestFirst) {
        return newestFirst.collect(Collectors.toMap(Occurrence::name, Function.identity(), (newer, older) -> newer));
    }

    private AlertRules rules() {
        return new AlertRules(values);
    }

    /** Each property as {@link #setProperties} takes it, by its word. */
    public Map<String, String> properties(Alarm alarm) {
        return Stream.of(AlertProperty.values())
                .collect(Collectors.toMap(AlertProperty::word, property -> property.text(values, alarm)));
    }

    /** Changes those that are named, all or none. */
    public AdministrationResult setProperties(Alarm alarm, Map<String, String> texts) {
        return change(() -> rules().changes(alarm, texts));
    }

    /** It has been seen to: it is shown as safe until its alert is raised again. */
    public AdministrationResult clear(Alarm alarm) {
        int now = (int) Instant.now().getEpochSecond();
        return settings.change(new SettingChanges().set(AlertSettings.cleared(alarm), now));
    }

    /** Clears each that is not in its safe range. */
    public AdministrationResult clearAll() {
        // One by one: a request has room for a few values only.
        return alerts().stream()
                .filter(alert -> !alert.isInSafeRange())
                .map(alert -> clear(alert.alarm()))
                .filter(result -> !result.done())
                .findFirst()
                .orElseGet(() -> AdministrationResult.done("Every alert is in its safe range."));
    }

    public AdministrationResult setToDefault(Alarm alarm) {
        return settings.change(AlertRules.reset(alarm));
    }

    /** The servers where that alert alone is suspended. */
    public Set<Member> suspended(Alarm alarm) {
        return rules().suspended(alarm);
    }

    /** The servers whose alerts are all suspended. */
    public Set<Member> suspended() {
        return settings.get(AlertSettings.ALL_SUSPENDED);
    }

    /**
     * No alert is raised there until it is resumed; the alarms are kept.
     *
     * @param alarm whose alert; empty for all
     * @param servers one, or both
     */
    public AdministrationResult suspend(Optional<Alarm> alarm, Set<Member> servers) {
        return suspend(alarm, servers, true);
    }

    public AdministrationResult resume(Optional<Alarm> alarm, Set<Member> servers) {
        return suspend(alarm, servers, false);
    }

    private AdministrationResult suspend(Optional<Alarm> alarm, Set<Member> servers, boolean suspended) {
        Setting<Set<Member>> setting = alarm.map(AlertSettings::suspended).orElse(AlertSettings.ALL_SUSPENDED);
        Set<Member> all = EnumSet.noneOf(Member.class);
        all.addAll(settings.get(setting));
        if (suspended) {
            all.addAll(servers);
        } else {
            all.removeAll(servers);
        }
        return settings.change(new SettingChanges().set(setting, all));
    }

    /** Those that are set up, without the default. */
    public List<AlertAction> actions() {
        return rules().actions();
    }

    /** In place of all that are set up. */
    public AdministrationResult change(List<AlertAction> actions) {
        return change(() -> AlertRules.changes(actions));
    }

    public MailSettings mailSettings() {
        return new MailSettings(
                settings.get(AlertSettings.MAIL_HOST),
                settings.get(AlertSettings.MAIL_PORT),
                settings.get(AlertSettings.MAIL_SENDER),
                settings.get(AlertSettings.MAIL_RECIPIENTS));
    }

    public CollectorSettings collectorSettings() {
        return new CollectorSettings(
                settings.get(AlertSettings.PRIMARY_COLLECTOR), settings.get(AlertSettings.FAILOVER_COLLECTOR));
    }

    public AdministrationResult change(CollectorSettings collector) {
        return change(collector::changes);
    }

    public AdministrationResult change(MailSettings mail) {
        return change(mail::changes);
    }

    private AdministrationResult change(Supplier<SettingChanges> changes) {
        try {
            return settings.change(changes.get());
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }
}
