package org.duovox.conversation;

/** What came of storing a message. */
public enum StoreResult {
    /** On the stable storage of both servers. */
    TWO_COPIES,
    /** On this server's stable storage; the peer is lost or did not acknowledge in time (single-copy rule). */
    SINGLE_COPY,
    /** Not stored. The recording is still at hand and may be stored again. */
    FAILED
}
