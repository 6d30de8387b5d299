package org.duovox.data;

/** Names of the fields of voice ports. They are in the journal and in the database: never rename, only add. */
public final class PortFields {

    public static final String NAME = "name";
    public static final String PORT_GROUP = "portGroup";
    /** Name of a {@link org.duovox.cluster.Member}. */
    public static final String SERVER = "server";

    public static final String ENABLED = "enabled";
    public static final String ANSWERS_CALLS = "answersCalls";
    public static final String REMOVED = "removed";

    private PortFields() {}
}
