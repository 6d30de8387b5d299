package org.duovox.comparison;

import java.util.Optional;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.sip.Codec;

/**
 * What audio there must be, by a record: of a message, or of a user's greeting.
 *
 * @param whose "message 1-2-3"
 */
record RecordedAudio(EntityType type, String record, StoredAudio audio, String whose) {

    /** Nobody speaks for longer than two hours. */
    private static final long LONGEST = 64L << 20;

    /** Nothing if it is purged, or has none, or what is written of it makes no sense. */
    static Optional<RecordedAudio> of(Row row) {
        Optional<RecordedAudio> found = switch (row.type()) {
            case MESSAGE -> ofMessage(row);
            case USER -> ofGreeting(row);
            case ADMINISTRATOR, PHONE_SYSTEM, PORT_GROUP, PORT, MWI, SETTING, ALARM -> Optional.empty();
        };
        return found.filter(each -> each.audio().length() > 0 && each.audio().length() <= LONGEST)
                .filter(each -> !each.audio().digest().isEmpty());
    }

    private static Optional<RecordedAudio> ofMessage(Row row) {
        if (row.is(MessageFields.PURGED)) {
            return Optional.empty();
        }
        return audio(
                        row.id(),
                        row.get(MessageFields.CODEC),
                        row.get(MessageFields.AUDIO_LENGTH),
                        row.get(MessageFields.AUDIO_DIGEST))
                .map(audio -> new RecordedAudio(row.type(), row.id(), audio, "message " + row.id()));
    }

    private static Optional<RecordedAudio> ofGreeting(Row row) {
        String[] parts = row.get(UserFields.GREETING_AUDIO).split(" ", -1);
        if (row.is(UserFields.REMOVED) || parts.length != 4 || !parts[0].equals(row.get(UserFields.GREETING))) {
            return Optional.empty();
        }
        return audio(parts[0], parts[1], parts[2], parts[3])
                .map(audio -> new RecordedAudio(row.type(), row.id(), audio, "the greeting of user " + row.id()));
    }

    private static Optional<StoredAudio> audio(String id, String codec, String length, String digest) {
        try {
            return Optional.of(
                    new StoredAudio(new MessageId(id), Codec.valueOf(codec), Long.parseLong(length), digest));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
