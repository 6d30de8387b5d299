package org.duovox.settings;

import java.util.Map;

/** The settings in the database. */
public interface StoredSettings {

    /** The text of each setting that was ever set, by id. */
    Map<String, String> all();
}
