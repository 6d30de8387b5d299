package org.duovox.prompt;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.duovox.mailbox.Folder;

/** Speaks English: turns phrases into the sounds they are made of. Times are told relative to now, in the listener's zone. */
public final class PhraseBook {

    /** Longer numbers are not listened to; and a caller's number is the caller's to choose. */
    private static final int MAX_DIGITS = 32;

    /** A weekday names a day of the past week only. */
    private static final int DAYS_OF_WEEK = 7;

    private final ZonedDateTime now;

    public PhraseBook(Instant now, ZoneId zone) {
        this.now = now.atZone(zone);
    }

    /** The sounds of all these phrases, in order. */
    public List<Sound> sounds(List<Phrase> phrases) {
        List<Sound> sounds = new ArrayList<>();
        for (Phrase phrase : phrases) {
            switch (phrase) {
                case Phrase.Prompt prompt -> say(sounds, List.of(prompt.name().file()));
                case Phrase.SpokenNumber spoken -> say(sounds, number(spoken.number()));
                case Phrase.SpokenDigits spoken -> say(sounds, digits(spoken.digits()));
                case Phrase.SpokenTime spoken -> say(sounds, time(spoken.time()));
                case Phrase.SpokenDate spoken -> say(sounds, date(spoken.time()));
                case Phrase.MessageCount count -> say(sounds, messages(count.count(), count.folder()));
                case Phrase.Greeting greeting -> sounds.add(new Sound.StoredAudio(greeting.id()));
                case Phrase.MessageAudio message -> sounds.add(new Sound.StoredAudio(message.id()));
                case Phrase.CurrentRecording recording -> sounds.add(new Sound.RecordingAtHand());
            }
        }
        return sounds;
    }

    /** Every file that {@link #sounds} may ask for. */
    static Iterable<String> vocabulary() {
        TreeSet<String> files = new TreeSet<>(List.of(
                "the",
                "of",
                "today",
                "yesterday",
                "at",
                "oh",
                "a-m",
                "p-m",
                "no",
                "number-hundred",
                "number-thousand"));
        for (PromptName name : PromptName.values()) {
            files.add(name.file());
        }
        for (int n = 0; n < 100; n++) {
            files.addAll(number(n));
        }
        for (int day = 1; day <= 31; day++) {
            files.addAll(ordinal(day));
        }
        for (Month month : Month.values()) {
            files.add(file("month", month));
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            files.add(file("weekday", day));
        }
        for (Folder folder : Folder.values()) {
            files.add(file(folder) + "-message");
            files.add(file(folder) + "-messages");
        }
        return Collections.unmodifiableSet(files);
    }

    private static void say(List<Sound> sounds, List<String> files) {
        for (String file : files) {
            sounds.add(new Sound.PromptFile(file));
        }
    }

    /** As one counts: 0 to 9999. */
    private static List<String> number(int number) {
        List<String> files = new ArrayList<>();
        if (number >= 1000) {
            files.addAll(List.of("number-" + number / 1000, "number-thousand"));
        }
        if (number % 1000 >= 100) {
            files.addAll(List.of("number-" + number % 1000 / 100, "number-hundred"));
        }
        int rest = number % 100;
        if (rest > 20 && rest % 10 > 0) {
            files.addAll(List.of("number-" + rest / 10 * 10, "number-" + rest % 10));
        } else if (rest > 0 || number == 0) {
            files.add("number-" + rest);
        }
        return files;
    }

    private static List<String> digits(String digits) {
        return digits.chars()
                .filter(c -> c >= '0' && c <= '9')
                .limit(MAX_DIGITS)
                .mapToObj(c -> "number-" + (char) c)
                .toList();
    }

    private static List<String> messages(int count, Folder folder) {
        List<String> files = new ArrayList<>(count == 0 ? List.of("no") : number(Math.min(count, 9999)));
        files.add(file(folder) + (count == 1 ? "-message" : "-messages"));
        return files;
    }

    private List<String> time(Instant time) {
        ZonedDateTime then = time.atZone(now.getZone());
        List<String> files = new ArrayList<>(day(then.toLocalDate()));
        files.add("at");
        files.addAll(number(then.getHour() % 12 == 0 ? 12 : then.getHour() % 12));
        int minute = then.getMinute();
        if (minute > 0 && minute < 10) {
            files.add("oh");
        }
        if (minute > 0) {
            files.addAll(number(minute));
        }
        files.add(then.getHour() < 12 ? "a-m" : "p-m");
        return files;
    }

    private List<String> date(Instant time) {
        return day(time.atZone(now.getZone()).toLocalDate());
    }

    private List<String> day(LocalDate day) {
        LocalDate today = now.toLocalDate();
        long ago = ChronoUnit.DAYS.between(day, today);
        if (ago == 0) {
            return List.of("today");
        }
        if (ago == 1) {
            return List.of("yesterday");
        }
        if (ago > 1 && ago < DAYS_OF_WEEK) {
            return List.of(file("weekday", day.getDayOfWeek()));
        }
        List<String> files = new ArrayList<>(List.of("the"));
        files.addAll(ordinal(day.getDayOfMonth()));
        files.addAll(List.of("of", file("month", day.getMonth())));
        if (day.getYear() != today.getYear()) {
            files.addAll(year(day.getYear()));
        }
        return files;
    }

    /** "twenty twenty six", but "two thousand five". A clock gone wild is not spoken. */
    private static List<String> year(int year) {
        if (year < 1 || year > 9999) {
            return List.of();
        }
        if (year % 1000 < 10) {
            return number(year);
        }
        List<String> files = new ArrayList<>(number(year / 100));
        int rest = year % 100;
        if (rest == 0) {
            files.add("number-hundred");
        } else if (rest < 10) {
            files.add("oh");
            files.addAll(number(rest));
        } else {
            files.addAll(number(rest));
        }
        return files;
    }

    private static List<String> ordinal(int day) {
        if (day > 20 && day != 30) {
            return List.of("number-" + day / 10 * 10, "day-" + day % 10);
        }
        return List.of("day-" + day);
    }

    private static String file(Folder folder) {
        return folder.name().toLowerCase(Locale.ROOT);
    }

    private static String file(String kind, Enum<?> name) {
        return kind + "-" + name.name().toLowerCase(Locale.ROOT);
    }
}
