package org.duovox.alert;

import java.util.Arrays;
import java.util.Optional;
import org.duovox.alarm.Alarm;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;

/** One of the things that can be set of an alert, as administrators type it. The order is that of the page. */
public enum AlertProperty {
    ENABLED("enabled", "Enable Alert"),
    SEVERITY("severity", "Severity"),
    THRESHOLD("threshold", "Threshold"),
    THRESHOLD_MINUTES("thresholdMinutes", "Duration of the threshold"),
    FREQUENCY("frequency", "Frequency"),
    FREQUENCY_MINUTES("frequencyMinutes", "Duration of the frequency"),
    FROM("from", "Schedule from"),
    TO("to", "Schedule to"),
    MAILED("mailed", "Enable Email"),
    ACTION("action", "Alert Action");

    private final String word;
    private final String title;

    AlertProperty(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** In REST. */
    public String word() {
        return word;
    }

    public static Optional<AlertProperty> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Adds a new value as an administrator typed it; IllegalArgumentException says in a sentence what is wrong with it. */
    void set(SettingChanges changes, Alarm alarm, String text) {
        try {
            changes.setText(setting(alarm), text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(title + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #set} takes it. */
    public String text(Settings settings, Alarm alarm) {
        return text(settings, setting(alarm));
    }

    private static <T> String text(Settings settings, Setting<T> setting) {
        return setting.writer().apply(settings.get(setting));
    }

    Setting<?> setting(Alarm alarm) {
        return switch (this) {
            case ENABLED -> AlertSettings.enabled(alarm);
            case SEVERITY -> AlertSettings.severity(alarm);
            case THRESHOLD -> AlertSettings.threshold(alarm);
            case THRESHOLD_MINUTES -> AlertSettings.thresholdMinutes(alarm);
            case FREQUENCY -> AlertSettings.frequency(alarm);
            case FREQUENCY_MINUTES -> AlertSettings.frequencyMinutes(alarm);
            case FROM -> AlertSettings.from(alarm);
            case TO -> AlertSettings.to(alarm);
            case MAILED -> AlertSettings.mailed(alarm);
            case ACTION -> AlertSettings.action(alarm);
        };
    }
}
