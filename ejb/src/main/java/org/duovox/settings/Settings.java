package org.duovox.settings;

/** What is set now. Read from memory: never blocks, and works while the database does not. */
public interface Settings {

    /** The standard, until the server has read its database. */
    <T> T get(Setting<T> setting);
}
