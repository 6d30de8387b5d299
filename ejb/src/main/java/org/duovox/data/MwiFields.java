package org.duovox.data;

import org.duovox.cluster.Member;

/** Names of the fields of lamps; the id is the user's. They are in the journal and in the database: never rename, only add. */
public final class MwiFields {

    /** What the phone system last acknowledged, as the sender of lamps writes it. */
    public static final String ACKNOWLEDGED = "acknowledged";

    /** Epoch milliseconds. */
    public static final String AT = "at";

    private MwiFields() {}

    /** What a server last began to tell this lamp, as {@code LampRecord} writes it: each its own, so that both are known after a split. */
    public static String told(Member server) {
        return "told." + server.name();
    }

    /** The number of that server's last command that the phone system accepted. */
    public static String done(Member server) {
        return "done." + server.name();
    }
}
