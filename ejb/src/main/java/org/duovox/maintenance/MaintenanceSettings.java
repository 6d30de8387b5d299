package org.duovox.maintenance;

import org.duovox.cluster.Member;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;

/** What is known of a maintenance on both servers' disks, so that neither a closed page nor a restart forgets it. */
public final class MaintenanceSettings {

    private static final int LONGEST = 20;

    private static final Setting<String> SERVER = Setting.text("maintenance.server", "", LONGEST);
    private static final Setting<Boolean> ENDS = Setting.flag("maintenance.ends", false);
    private static final Setting<Boolean> WAS_PRIMARY = Setting.flag("maintenance.was.primary", false);

    private MaintenanceSettings() {}

    public static Maintenance read(Settings settings) {
        return Member.of(settings.get(SERVER))
                .<Maintenance>map(member -> new Maintenance.Of(member, settings.get(ENDS), settings.get(WAS_PRIMARY)))
                .orElseGet(Maintenance.None::new);
    }

    public static SettingChanges write(Maintenance maintenance) {
        return switch (maintenance) {
            case Maintenance.None none ->
                new SettingChanges().reset(SERVER).reset(ENDS).reset(WAS_PRIMARY);
            case Maintenance.Of of ->
                new SettingChanges()
                        .set(SERVER, of.server().word())
                        .set(ENDS, of.ends())
                        .set(WAS_PRIMARY, of.wasPrimary());
        };
    }
}
