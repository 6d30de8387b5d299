package org.duovox.replication;

/** Two streams of entries from each server, each with its own order and its own acknowledgement. */
public enum Lane {
    /** Changes of the database: small and first. */
    RECORDS,
    /** What callers say, while they say it. */
    AUDIO
}
