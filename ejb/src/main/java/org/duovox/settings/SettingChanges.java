package org.duovox.settings;

import java.util.Map;
import java.util.TreeMap;

/** New values for some settings, to be kept together: all or none. */
public final class SettingChanges {

    private final Map<String, String> values = new TreeMap<>();

    /**
     * Adds a value; the standard is written too, so that it stays when a later release has another one.
     *
     * @throws IllegalArgumentException with a sentence for the administrator, when it is none that may be set
     */
    public <T> SettingChanges set(Setting<T> setting, T value) {
        values.put(setting.id(), setting.write(value));
        return this;
    }

    /** Adds a value as an administrator typed it; throws as {@link #set} does. */
    public <T> SettingChanges setText(Setting<T> setting, String text) {
        return set(setting, setting.reader().apply(text));
    }

    public SettingChanges reset(Setting<?> setting) {
        values.put(setting.id(), "");
        return this;
    }

    /** By id; an empty one stands for the standard. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }
}
