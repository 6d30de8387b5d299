package org.duovox.alert.ejb;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duovox.administration.AdministrationResult;
import org.duovox.alarm.Alarm;
import org.duovox.alert.AlertSettings;
import org.duovox.alert.AlertState;
import org.duovox.alert.CollectorSettings;
import org.duovox.alert.MailSettings;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.ejb.SettingsDesk;

/** What pages and REST show of alerts, and change. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertDesk {

    @Inject
    private Occurrences occurrences;

    @Inject
    private SettingsDesk settings;

    /** The newest alarms of both servers first. */
    public List<Occurrence> history(int limit) {
        return occurrences.newest(Math.clamp(limit, 1, 2 * Occurrence.KEPT));
    }

    /** Every alarm's alert, and when its alarm was raised last. */
    public List<AlertState> alerts() {
        Map<String, Occurrence> last = history(2 * Occurrence.KEPT).stream()
                .collect(Collectors.toMap(Occurrence::name, Function.identity(), (newer, older) -> newer));
        return List.of(Alarm.values()).stream()
                .map(alarm -> new AlertState(
                        alarm,
                        settings.get(AlertSettings.enabled(alarm)),
                        settings.get(AlertSettings.mailed(alarm)),
                        Instant.ofEpochSecond(settings.get(AlertSettings.cleared(alarm))),
                        Optional.ofNullable(last.get(alarm.name()))))
                .toList();
    }

    public AdministrationResult enable(Alarm alarm, boolean enabled) {
        return settings.change(new SettingChanges().set(AlertSettings.enabled(alarm), enabled));
    }

    public AdministrationResult mail(Alarm alarm, boolean mailed) {
        return settings.change(new SettingChanges().set(AlertSettings.mailed(alarm), mailed));
    }

    /** It has been seen to: it is shown as safe until its alarm is raised again. */
    public AdministrationResult clear(Alarm alarm) {
        int now = (int) Instant.now().getEpochSecond();
        return settings.change(new SettingChanges().set(AlertSettings.cleared(alarm), now));
    }

    public AdministrationResult setToDefault(Alarm alarm) {
        return settings.change(
                new SettingChanges().reset(AlertSettings.enabled(alarm)).reset(AlertSettings.mailed(alarm)));
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
        try {
            return settings.change(collector.changes());
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }

    public AdministrationResult change(MailSettings mail) {
        try {
            return settings.change(mail.changes());
        } catch (IllegalArgumentException e) {
            return AdministrationResult.refused(String.valueOf(e.getMessage()));
        }
    }
}
