package org.duovox.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.duovox.mailbox.Folder;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;
import org.junit.jupiter.api.Test;

class PromptFilesTest {

    private static final Path FILES = Path.of("src/main/resources/org/duovox/prompt");
    private static final Path TEXTS = Path.of("src/main/prompts/prompts.txt");
    private static final int MAX_BYTES = 1_500_000;

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString().replace(".ulaw", "")));
            return names;
        }
    }

    @Test
    void everyPromptAndWordHasAFileAndEveryFileIsNeeded() throws IOException {
        Set<String> needed = new TreeSet<>();
        PhraseBook.vocabulary().forEach(needed::add);
        assertThat(files()).isEqualTo(needed);
    }

    @Test
    void everyFileButTheToneHasAText() throws IOException {
        Set<String> texts = new TreeSet<>(Set.of("beep"));
        for (String line : Files.readAllLines(TEXTS)) {
            texts.add(line.substring(0, line.indexOf('\t')));
        }
        assertThat(files()).isEqualTo(texts);
    }

    @Test
    void everyFileCanBePlayed() throws IOException {
        PromptLibrary library = new PromptLibrary();
        long all = 0;
        for (String file : files()) {
            AudioClip clip = library.clip(file);
            assertThat(clip.codec()).isEqualTo(Codec.PCMU);
            assertThat(clip.length()).as(file).isBetween(800L, 120_000L);
            all += clip.length();
        }
        assertThat(all).isLessThan(MAX_BYTES);
    }

    @Test
    void clipIsReadOnce() {
        PromptLibrary library = new PromptLibrary();
        assertThat(library.clip("beep")).isSameAs(library.clip("beep"));
    }

    @Test
    void unknownPromptIsAnError() {
        assertThatThrownBy(() -> new PromptLibrary().clip("none")).hasMessageContaining("none");
    }

    @Test
    void vocabularyHasEveryWordThatIsEverSpoken() {
        Set<String> vocabulary = new TreeSet<>();
        PhraseBook.vocabulary().forEach(vocabulary::add);
        Random random = new Random(1);
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        PhraseBook book = new PhraseBook(now, ZoneOffset.UTC);
        for (int i = 0; i < 3_000; i++) {
            List<Phrase> phrases = List.of(
                    new Phrase.SpokenNumber(random.nextInt(10_000)),
                    new Phrase.SpokenTime(now.minusSeconds(random.nextInt(Integer.MAX_VALUE))),
                    new Phrase.MessageCount(random.nextInt(12_000), random.nextBoolean() ? Folder.NEW : Folder.SAVED));
            for (Sound sound : book.sounds(phrases)) {
                assertThat(vocabulary.contains(((Sound.PromptFile) sound).name()))
                        .as(sound.toString())
                        .isTrue();
            }
        }
    }
}
