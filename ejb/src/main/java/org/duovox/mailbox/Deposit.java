package org.duovox.mailbox;

import java.util.HashMap;
import java.util.Map;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.UserFields;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.messagestore.MessageStore.StoredAudio;

/** Makes a message, or a greeting, of a recording. */
public final class Deposit {

    private Deposit() {}

    /** The header of a message that its caller finished or hung up on. */
    public static Change of(RecordingHeader recording, StoredAudio audio, boolean urgent) {
        Map<String, String> fields = content(recording, audio);
        fields.put(MessageFields.URGENT, Boolean.toString(urgent));
        fields.put(MessageFields.INTERRUPTED, "false");
        return new Change(EntityType.MESSAGE, recording.id().value(), fields);
    }

    /**
     * The header of a message that nobody finished: its server died, or could not store it while its caller was there. It says
     * nothing of folder, heard and urgent: if the other server has the message after all, what its owner did there stays.
     */
    public static Change ofInterrupted(RecordingHeader recording, StoredAudio audio) {
        Map<String, String> fields = content(recording, audio);
        fields.put(MessageFields.INTERRUPTED, "true");
        return new Change(EntityType.MESSAGE, recording.id().value(), fields);
    }

    /** The recording becomes its user's standard greeting. */
    public static Change greeting(RecordingHeader recording, StoredAudio audio) {
        String content = String.join(
                " ", recording.id().value(), audio.codec().name(), Long.toString(audio.length()), audio.digest());
        return new Change(
                EntityType.USER,
                recording.mailbox(),
                Map.of(UserFields.GREETING, recording.id().value(), UserFields.GREETING_AUDIO, content));
    }

    private static Map<String, String> content(RecordingHeader recording, StoredAudio audio) {
        Map<String, String> fields = new HashMap<>();
        fields.put(MessageFields.MAILBOX, recording.mailbox());
        fields.put(MessageFields.CALLING_NUMBER, recording.callingNumber());
        fields.put(MessageFields.CALLING_NAME, recording.callingName());
        fields.put(MessageFields.RECEIVED, Long.toString(recording.started().toEpochMilli()));
        fields.put(MessageFields.CODEC, audio.codec().name());
        fields.put(MessageFields.AUDIO_LENGTH, Long.toString(audio.length()));
        fields.put(MessageFields.AUDIO_DIGEST, audio.digest());
        return fields;
    }
}
