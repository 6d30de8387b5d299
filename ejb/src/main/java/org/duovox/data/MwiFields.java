package org.duovox.data;

/** Names of the fields of lamps; the id is the user's. They are in the journal and in the database: never rename, only add. */
public final class MwiFields {

    /** What the phone system last acknowledged, as the sender of lamps writes it. */
    public static final String ACKNOWLEDGED = "acknowledged";

    /** Epoch milliseconds. */
    public static final String AT = "at";

    private MwiFields() {}
}
