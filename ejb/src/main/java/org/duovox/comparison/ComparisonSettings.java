package org.duovox.comparison;

import java.time.LocalTime;
import org.duovox.settings.DailyTime;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;

/** When data is compared in the background, and after a split brain: the quiet hours. */
public final class ComparisonSettings {

    private static final Setting<LocalTime> FROM = Setting.timeOfDay("comparison.from");
    private static final Setting<LocalTime> TO = Setting.timeOfDay("comparison.to");

    private ComparisonSettings() {}

    /** On each server's own clock; all day until something is set. */
    public static DailyTime hours(Settings settings) {
        return new DailyTime(settings.get(FROM), settings.get(TO));
    }

    /** Adds both times as an administrator typed them; IllegalArgumentException says in a sentence what is wrong with one. */
    public static SettingChanges change(String from, String to) {
        return new SettingChanges().setText(FROM, from).setText(TO, to);
    }
}
