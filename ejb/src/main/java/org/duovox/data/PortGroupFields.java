package org.duovox.data;

/** Names of the fields of port groups. They are in the journal and in the database: never rename, only add. */
public final class PortGroupFields {

    public static final String NAME = "name";
    public static final String PHONE_SYSTEM = "phoneSystem";
    public static final String HOST = "host";
    public static final String SIP_PORT = "sipPort";
    public static final String TRANSPORT = "transport";
    public static final String MWI_ENABLED = "mwiEnabled";
    public static final String REMOVED = "removed";

    private PortGroupFields() {}
}
