package org.duovox.data;

/** Names of the fields of phone systems. They are in the journal and in the database: never rename, only add. */
public final class PhoneSystemFields {

    public static final String NAME = "name";
    public static final String REMOVED = "removed";

    private PhoneSystemFields() {}
}
