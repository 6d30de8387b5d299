package org.duovox.data;

/** The kinds of replicated records. The name is what is written to the journal: never rename, only add. */
public enum EntityType {
    ADMINISTRATOR,
    USER,
    PHONE_SYSTEM,
    PORT_GROUP,
    PORT,
    MESSAGE,
    /** What the lamp of a user was last told, by whichever server. */
    MWI,
    /** What administrators set. */
    SETTING,
    /** An alarm that was raised, in a place that a later one takes. */
    ALARM
}
