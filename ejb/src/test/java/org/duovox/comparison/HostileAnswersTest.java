package org.duovox.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duovox.data.EntityType;
import org.duovox.messagestore.MessageId;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes over the link may be anything; it is refused in one way only. */
class HostileAnswersTest {

    private static Stream<Function<byte[], Object>> decoders() {
        return Stream.of(
                Question::decode,
                Answer::decode,
                bytes -> Answer.Whole.decode(EntityType.MESSAGE, bytes),
                AudioCopies.Wanted::decode,
                AudioCopies.Part::decode,
                ComparisonReport::decode);
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void nothingElseIsThrownWhateverComes(Function<byte[], Object> decoder) {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int at = 0; at < bytes.length / 2; at++) {
                    bytes[at] = 0;
                }
            }
            try {
                assertThat(decoder.apply(bytes)).isNotNull();
            } catch (MalformedEntryException e) {
                assertThat(e).hasMessageContaining("");
            }
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        Question question = new Question(Question.Kind.AGAIN, EntityType.USER, "", List.of("one", "two"));
        assertThat(Question.decode(question.encode())).isEqualTo(question);
        AudioCopies.Wanted wanted = new AudioCopies.Wanted(new MessageId("message-1"), 7);
        assertThat(AudioCopies.Wanted.decode(wanted.encode())).isEqualTo(wanted);
        AudioCopies.Part part =
                AudioCopies.Part.decode(new AudioCopies.Part(Position.of(1, 2), new byte[] {1, 2, 3}).encode());
        assertThat(part.written()).isEqualTo(Position.of(1, 2));
        assertThat(part.samples()).containsExactly(1, 2, 3);
        ComparisonReport report = new ComparisonReport(
                Optional.of(new ComparisonReport.Round(Instant.ofEpochMilli(5), 6)),
                Optional.empty(),
                List.of(new ComparisonReport.Finding(Instant.ofEpochMilli(7), "It was so.")),
                true);
        assertThat(ComparisonReport.decode(report.encode())).isEqualTo(report);
    }

    @Test
    void aQuestionAboutTooManyRecordsIsRefused() {
        byte[] many = new Question(
                        Question.Kind.RECORDS,
                        EntityType.USER,
                        "",
                        Stream.generate(() -> "x").limit(Question.MOST_IDS + 1).toList())
                .encode();
        assertThatExceptionOfType(MalformedEntryException.class).isThrownBy(() -> Question.decode(many));
    }
}
