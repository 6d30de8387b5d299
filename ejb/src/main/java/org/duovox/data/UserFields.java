package org.duovox.data;

import org.duovox.cluster.Member;

/** Names of the fields of users. They are in the journal and in the database: never rename, only add. */
public final class UserFields {

    public static final String EXTENSION = "extension";
    public static final String NAME = "name";
    public static final String PIN_HASH = "pinHash";
    public static final String GREETING = "greeting";

    /** What was recorded as {@link #GREETING}: its id, codec, length in bytes and SHA-256, with spaces between. */
    public static final String GREETING_AUDIO = "greetingAudio";

    public static final String PHONE_SYSTEM = "phoneSystem";
    public static final String REMOVED = "removed";
    /** Epoch milliseconds; no sign-in before. */
    public static final String LOCKED_UNTIL = "lockedUntil";

    private UserFields() {}

    /** Wrong PINs since the last right one, as this server counted: each in a field of its own, so that none is lost in a split. */
    public static String wrongPins(Member server) {
        return "wrongPins." + server.name();
    }
}
