package org.duovox.settings;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import org.duovox.cluster.Member;

/**
 * Something that an administrator may set, for both servers or for one of them.
 *
 * @param id of the record that keeps its value: never rename; lower-case words and dots, at most 48 characters
 * @param standard its value until somebody sets it
 * @param reader makes a value of its text; throws IllegalArgumentException with a sentence for the administrator
 * @param writer makes text of a value, at most 16,384 characters; "" means the same as the standard
 */
public record Setting<T>(String id, T standard, Function<String, T> reader, Function<T, String> writer) {

    private static final int LONGEST_ID = 64;

    public Setting {
        if (!id.matches("[a-z0-9.@-]{1," + LONGEST_ID + "}")) {
            throw new IllegalArgumentException("not a setting's id: " + id);
        }
    }

    public static Setting<Boolean> flag(String id, boolean standard) {
        return new Setting<>(id, standard, Setting::flag, Object::toString);
    }

    public static Setting<Integer> number(String id, int standard, int least, int most) {
        return new Setting<>(id, standard, text -> number(text, least, most), Object::toString);
    }

    /** Text of at most that many characters, none of them a control character. */
    public static Setting<String> text(String id, String standard, int longest) {
        return new Setting<>(id, standard, text -> text(text, longest), Function.identity());
    }

    /** A time of day on the server's clock; midnight until it is set. */
    public static Setting<LocalTime> timeOfDay(String id) {
        return new Setting<>(id, LocalTime.MIDNIGHT, Setting::timeOfDayIn, LocalTime::toString);
    }

    /** The same for one server only. */
    public Setting<T> on(Member server) {
        return new Setting<>(id + "@" + server.name().toLowerCase(Locale.ROOT), standard, reader, writer);
    }

    /** The value that a record's text stands for. What makes no sense, such as a newer version's value, is the standard. */
    public T read(String text) {
        if (text.isEmpty()) {
            return standard;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            return standard;
        }
    }

    /** A value's text; throws as the reader does when it is none that may be set. */
    String write(T value) {
        String text = writer.apply(value);
        return text.isEmpty() ? text : writer.apply(reader.apply(text));
    }

    private static LocalTime timeOfDayIn(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Say a time of day such as 08:30.", e);
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Say true or false.");
        };
    }

    private static int number(String text, int least, int most) {
        String sentence = "Say a number from " + least + " to " + most + ".";
        try {
            int number = Integer.parseInt(text.strip());
            if (number < least || number > most) {
                throw new IllegalArgumentException(sentence);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(sentence, e);
        }
    }

    private static String text(String text, int longest) {
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Say at most " + longest + " characters in one line.");
        }
        return text;
    }
}
