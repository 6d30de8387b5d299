package org.duovox.conversation;

/** What came of a new PIN. */
public enum PinChangeResult {
    CHANGED,
    /** The rules for PINs do not allow it. */
    REFUSED,
    /** It could not be stored; the old one is still valid. */
    FAILED
}
