package org.duovox.mailbox;

/** Where a message is. Heard or unheard is another thing. */
public enum Folder {
    /** Not yet saved; heard or not. */
    NEW,
    SAVED,
    /** May still be undeleted. */
    DELETED
}
