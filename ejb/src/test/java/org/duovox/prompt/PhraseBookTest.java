package org.duovox.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.duovox.mailbox.Folder;
import org.duovox.messagestore.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseBookTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final PhraseBook BOOK = new PhraseBook(at("2026-11-22T12:00"), ZONE);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    private static String spoken(Phrase phrase) {
        return BOOK.sounds(List.of(phrase)).stream()
                .map(sound -> ((Sound.PromptFile) sound).name().replaceFirst("^(number|day|month|weekday)-", ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "20, 20",
        "21, 20 1",
        "30, 30",
        "99, 90 9",
        "100, 1 hundred",
        "115, 1 hundred 15",
        "2000, 2 thousand",
        "9999, 9 thousand 9 hundred 90 9",
        "1005, 1 thousand 5"
    })
    void numbersAreCounted(int number, String words) {
        assertThat(spoken(new Phrase.SpokenNumber(number))).isEqualTo(words);
    }

    @Test
    void digitsAreSpokenOneByOne() {
        assertThat(spoken(new Phrase.SpokenDigits("+49 301"))).isEqualTo("4 9 3 0 1");
    }

    @Test
    void endlessNumbersAreCutShort() {
        assertThat(BOOK.sounds(List.of(new Phrase.SpokenDigits("1".repeat(500)))))
                .hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "0, NEW, no new-messages",
        "1, NEW, 1 new-message",
        "2, SAVED, 2 saved-messages",
        "21, DELETED, 20 1 deleted-messages"
    })
    void messagesAreCounted(int count, Folder folder, String words) {
        assertThat(spoken(new Phrase.MessageCount(count, folder))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T04:30, today at 4 30 a-m",
        "2026-11-22T00:00, today at 12 a-m",
        "2026-11-22T12:05, today at 12 oh 5 p-m",
        "2026-11-21T23:59, yesterday at 11 50 9 p-m",
        "2026-11-20T09:15, friday at 9 15 a-m",
        "2026-11-16T16:30, monday at 4 30 p-m",
        "2026-11-15T16:30, the 15 of november at 4 30 p-m",
        "2026-10-22T16:00, the 20 2 of october at 4 p-m",
        "2025-03-30T16:30, the 30 of march 20 20 5 at 4 30 p-m",
        "2025-03-31T16:30, the 30 1 of march 20 20 5 at 4 30 p-m",
        "2005-12-01T01:01, the 1 of december 2 thousand 5 at 1 oh 1 a-m",
        "1905-12-01T01:01, the 1 of december 19 oh 5 at 1 oh 1 a-m",
        "1900-12-01T01:01, the 1 of december 19 hundred at 1 oh 1 a-m",
        "2026-11-23T08:00, the 20 3 of november at 8 a-m"
    })
    void timesAreToldRelativeToNow(String time, String words) {
        assertThat(spoken(new Phrase.SpokenTime(at(time)))).isEqualTo(words);
    }

    @Test
    void datesAreDaysWithoutATime() {
        assertThat(spoken(new Phrase.SpokenDate(at("2026-11-21T10:00")))).isEqualTo("yesterday");
    }

    @Test
    void aDayBelongsToTheListenersZone() {
        PhraseBook auckland = new PhraseBook(at("2026-11-22T12:00"), ZoneId.of("Pacific/Auckland"));
        assertThat(auckland.sounds(List.of(new Phrase.SpokenDate(at("2026-11-22T11:00")))))
                .containsExactly(new Sound.PromptFile("yesterday"));
    }

    @Test
    void recordingsAreNotWords() {
        MessageId id = new MessageId("message-1");
        assertThat(BOOK.sounds(
                        List.of(new Phrase.Greeting(id), new Phrase.MessageAudio(id), new Phrase.CurrentRecording())))
                .containsExactly(new Sound.StoredAudio(id), new Sound.StoredAudio(id), new Sound.RecordingAtHand());
    }
}
