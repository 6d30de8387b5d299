package org.duovox.conversation;

/** What a listener decided about a message. */
public enum Disposal {
    SAVE,
    DELETE,
    MARK_NEW,
    UNDELETE
}
