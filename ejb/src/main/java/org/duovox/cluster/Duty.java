package org.duovox.cluster;

/** What a server may be there for (guide, table 3-1). */
public enum Duty {
    /** Answers phone calls and takes messages. */
    ANSWER_CALLS,
    /** Sends message notifications and MWI requests. Only one server at a time should. */
    NOTIFY,
    /** Sends SMTP notifications and VPIM messages. Only one server at a time should. */
    TRANSFER_MESSAGES,
    /** Decides configuration changes that need one authority, such as unique extensions. */
    PUBLISH,
    /** Shows and accepts changes in the administrative pages. */
    ADMINISTER,
    /** Serves mail clients and the users' pages. */
    SERVE_CLIENTS,
    /** Sends its changes to the peer and applies the peer's. */
    REPLICATE
}
