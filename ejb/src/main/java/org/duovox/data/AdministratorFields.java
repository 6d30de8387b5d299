package org.duovox.data;

/** Names of the fields of administrators. They are in the journal and in the database: never rename, only add. */
public final class AdministratorFields {

    public static final String NAME = "name";
    public static final String PASSWORD_HASH = "passwordHash";
    public static final String REMOVED = "removed";

    private AdministratorFields() {}
}
