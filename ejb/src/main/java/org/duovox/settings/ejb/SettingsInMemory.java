package org.duovox.settings.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.duovox.settings.Setting;
import org.duovox.settings.Settings;

/** What was read last. Apart from the bean that reads, so that those who start before it may hold it. */
@ApplicationScoped
public class SettingsInMemory implements Settings {

    private volatile Map<String, String> values = Map.of();

    @Override
    public <T> T get(Setting<T> setting) {
        return setting.read(values.getOrDefault(setting.id(), ""));
    }

    /** Whether that changed anything. */
    boolean replace(Map<String, String> read) {
        Map<String, String> before = values;
        values = Map.copyOf(read);
        return !before.equals(values);
    }
}
