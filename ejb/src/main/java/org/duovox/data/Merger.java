package org.duovox.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.duovox.replication.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Brings a change into a record. Each field is a register: the greater stamp wins, so that both servers come to the same record
 * whatever the order, and however often a change comes (high-availability.md 3.4).
 *
 * <p>A message that was salvaged from a dead server may meet the finished one under the same id; hence two rules of its own:
 * the longer audio wins and brings its digest along, and "finished" beats "interrupted".
 */
public final class Merger {

    private Merger() {}

    /**
     * The record after the change.
     *
     * @throws IllegalArgumentException when a field that is a number is not one
     */
    public static Row apply(Optional<Row> before, Change change, Stamp stamp) {
        Map<String, String> fields = new HashMap<>(before.map(Row::fields).orElse(Map.of()));
        Map<String, Stamp> stamps = new HashMap<>(before.map(Row::stamps).orElse(Map.of()));
        boolean message = change.type() == EntityType.MESSAGE;
        change.fields().forEach((field, value) -> {
            String now = fields.getOrDefault(field, "");
            Stamp since = stamps.get(field);
            if (message && isAudio(field)) {
                return;
            }
            int rank = message && field.equals(MessageFields.INTERRUPTED) && since != null
                    ? Boolean.compare(now.equals("true"), value.equals("true"))
                    : 0;
            if (rank > 0 || (rank == 0 && wins(value, stamp, now, since))) {
                set(fields, stamps, field, value, stamp);
            }
        });
        if (message && change.fields().containsKey(MessageFields.AUDIO_LENGTH)) {
            takeAudio(fields, stamps, change, stamp);
        }
        return new Row(change.type(), change.id(), fields, stamps);
    }

    private static boolean isAudio(String field) {
        return field.equals(MessageFields.AUDIO_LENGTH) || field.equals(MessageFields.AUDIO_DIGEST);
    }

    /** Length and digest are one value: taken from a change that has the length, and never from two changes. */
    private static void takeAudio(Map<String, String> fields, Map<String, Stamp> stamps, Change change, Stamp stamp) {
        String length = change.fields().getOrDefault(MessageFields.AUDIO_LENGTH, "");
        String digest = change.fields().getOrDefault(MessageFields.AUDIO_DIGEST, "");
        Stamp since = stamps.get(MessageFields.AUDIO_LENGTH);
        int longer = since == null
                ? 1
                : Long.compare(number(length), number(fields.getOrDefault(MessageFields.AUDIO_LENGTH, "")));
        String digestNow = fields.getOrDefault(MessageFields.AUDIO_DIGEST, "");
        number(length);
        if (longer > 0 || (longer == 0 && wins(digest, stamp, digestNow, since))) {
            set(fields, stamps, MessageFields.AUDIO_LENGTH, length, stamp);
            set(fields, stamps, MessageFields.AUDIO_DIGEST, digest, stamp);
        }
    }

    /** Two values with one stamp come from a broken clock only; the greater wins then, so that both servers still agree. */
    private static boolean wins(String value, Stamp stamp, String now, @Nullable Stamp since) {
        if (since == null) {
            return true;
        }
        int order = stamp.compareTo(since);
        return order > 0 || (order == 0 && value.compareTo(now) > 0);
    }

    private static void set(
            Map<String, String> fields, Map<String, Stamp> stamps, String field, String value, Stamp stamp) {
        stamps.put(field, stamp);
        if (value.isEmpty()) {
            fields.remove(field); // the stamp stays, or an older value would come back
        } else {
            fields.put(field, value);
        }
    }

    private static long number(String value) {
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }
}
