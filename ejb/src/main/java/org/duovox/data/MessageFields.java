package org.duovox.data;

import org.duovox.cluster.Member;

/** Names of the fields of messages. They are in the journal and in the database: never rename, only add. */
public final class MessageFields {

    /** Id of the user. */
    public static final String MAILBOX = "mailbox";

    public static final String CALLING_NUMBER = "callingNumber";
    public static final String CALLING_NAME = "callingName";
    /** Epoch milliseconds. */
    public static final String RECEIVED = "received";

    /** Name of a {@link org.duovox.sip.Codec}. */
    public static final String CODEC = "codec";

    /** In bytes. Merged so that the greater wins and brings {@link #AUDIO_DIGEST} along. */
    public static final String AUDIO_LENGTH = "audioLength";

    public static final String AUDIO_DIGEST = "audioDigest";
    /** Name of a {@link org.duovox.mailbox.Folder}; {@link #FIRST_FOLDER} while it was never set. */
    public static final String FOLDER = "folder";

    /** Where every message begins. */
    public static final String FIRST_FOLDER = "NEW";

    public static final String HEARD = "heard";
    public static final String URGENT = "urgent";
    /** Merged so that "false" wins. */
    public static final String INTERRUPTED = "interrupted";

    public static final String SINGLE_COPY = "singleCopy";
    public static final String PURGED = "purged";

    private MessageFields() {}

    /**
     * The number for mail clients that a server gave, and the other's highest that it knew: each server's in a field of its own, so
     * that no number that was ever shown is forgotten. After them perhaps two more, of a number that is not shown yet.
     */
    public static String number(Member server) {
        return "number." + server.name();
    }

    /** The folder that a message is in. */
    public static String folder(Row message) {
        String folder = message.get(FOLDER);
        return folder.isEmpty() ? FIRST_FOLDER : folder;
    }
}
