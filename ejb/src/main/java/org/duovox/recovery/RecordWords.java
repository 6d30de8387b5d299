package org.duovox.recovery;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.duovox.data.EntityType;
import org.duovox.data.MessageFields;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.replication.Stamp;
import org.jspecify.annotations.Nullable;

/** Records in an administrator's words. What must not be shown is not. */
final class RecordWords {

    private static final int LONGEST = 80;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.UK);

    /** Of a message what people want of it; its other fields the servers set. */
    private static final Map<String, String> OF_MESSAGE = Map.of(
            MessageFields.FOLDER, "folder",
            MessageFields.HEARD, "heard",
            MessageFields.URGENT, "urgent",
            MessageFields.PURGED, "removed for good");

    private static final Map<String, String> OF_USER = Map.of(
            UserFields.EXTENSION, "extension",
            UserFields.NAME, "name",
            UserFields.PIN_HASH, "PIN",
            UserFields.GREETING, "greeting",
            UserFields.PHONE_SYSTEM, "phone system",
            UserFields.REMOVED, "removed");

    private RecordWords() {}

    /** Whether a change of that field is worth telling. */
    static boolean tells(EntityType type, String field, String id) {
        return switch (type) {
            case MESSAGE -> OF_MESSAGE.containsKey(field);
            case USER -> OF_USER.containsKey(field);
            case SETTING -> !id.startsWith("lost.");
            case ADMINISTRATOR, PHONE_SYSTEM, PORT_GROUP, PORT -> true;
            case MWI, ALARM -> false;
        };
    }

    static String what(Row row, String field) {
        return switch (row.type()) {
            case MESSAGE ->
                "Message of %s from %s: %s"
                        .formatted(
                                TIME.format(Instant.ofEpochMilli(row.getLong(MessageFields.RECEIVED))
                                        .atZone(ZoneId.systemDefault())),
                                cut(row.get(MessageFields.CALLING_NUMBER)),
                                OF_MESSAGE.getOrDefault(field, field));
            case USER -> "User: " + OF_USER.getOrDefault(field, field);
            case SETTING -> "Setting " + row.id();
            case ADMINISTRATOR -> "Administrator " + named(row) + ": " + field;
            case PHONE_SYSTEM -> "Phone system " + named(row) + ": " + field;
            case PORT_GROUP -> "Port group " + named(row) + ": " + field;
            case PORT -> "Port " + named(row) + ": " + field;
            case MWI, ALARM -> row.type() + " " + row.id();
        };
    }

    private static String named(Row row) {
        String name = row.get("name");
        return cut(name.isEmpty() ? row.id() : name);
    }

    static String value(EntityType type, String field, String value, String id) {
        boolean secret = field.toLowerCase(Locale.ROOT).contains("hash") || id.contains("password");
        if (secret) {
            return value.isEmpty() ? "none" : "(not shown)";
        }
        if (type == EntityType.MESSAGE) {
            return ofMessage(field, value);
        }
        if (type == EntityType.USER && field.equals(UserFields.GREETING)) {
            return value.isEmpty() ? "the standard one" : "a recording of its own";
        }
        return value.isEmpty() ? "none" : cut(value);
    }

    private static String ofMessage(String field, String value) {
        return switch (field) {
            case MessageFields.FOLDER -> value.isEmpty() ? folder(MessageFields.FIRST_FOLDER) : folder(value);
            default -> value.equals("true") ? "yes" : "no";
        };
    }

    private static String folder(String name) {
        return cut(name.toLowerCase(Locale.ROOT));
    }

    /** What both have now, and why. */
    static String kept(Row after, String field, @Nullable Stamp winner) {
        String value = value(after.type(), field, after.get(field), after.id());
        if (winner == null) {
            return value;
        }
        return "%s: the later one, of the %s".formatted(value, winner.origin().word());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
