package org.duovox.maintenance;

import java.util.Map;
import org.duovox.settings.Setting;
import org.duovox.settings.Settings;

/** Settings that somebody wrote down. */
record SettingsOnPaper(Map<String, String> texts) implements Settings {

    @Override
    public <T> T get(Setting<T> setting) {
        return setting.read(texts.getOrDefault(setting.id(), ""));
    }
}
