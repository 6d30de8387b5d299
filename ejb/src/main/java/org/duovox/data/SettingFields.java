package org.duovox.data;

/** Names of the fields of settings. They are in the journal and in the database: never rename, only add. */
public final class SettingFields {

    public static final String VALUE = "value";

    private SettingFields() {}
}
