package org.duovox.replication;

/** These bytes are not what their encoding promises. What cannot be read is set aside, and the stream goes on. */
public final class MalformedEntryException extends RuntimeException {

    public MalformedEntryException(String what) {
        super(what);
    }

    public MalformedEntryException(String what, Throwable cause) {
        super(what, cause);
    }
}
