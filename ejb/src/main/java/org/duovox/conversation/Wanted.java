package org.duovox.conversation;

/** What messages are fetched for. */
public enum Wanted {
    /** To be counted, for the main menu. */
    COUNT,
    NEW,
    SAVED,
    DELETED
}
