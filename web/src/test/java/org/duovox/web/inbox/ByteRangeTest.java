package org.duovox.web.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 1000",
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 20",
        "bytes=990-5000, 990, 1000",
        "bytes=-300, 700, 1000",
        "bytes=-5000, 0, 1000"
    })
    void aRangeIsCutToTheFile(String header, long first, long end) {
        assertThat(ByteRange.of(header, 1000)).contains(new ByteRange(first, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
    void aRangeBeyondTheFileIsEmpty(String header) {
        assertThat(ByteRange.of(header, 1000))
                .hasValueSatisfying(range -> assertThat(range.isEmpty()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-3",
                "bytes=0-1,4-5",
                "lines=1-2",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void whatIsNotOneRangeMeansTheWholeFile(String header) {
        assertThat(ByteRange.of(header, 1000)).isEmpty();
    }

    @Test
    void theLastByteOfTheLargestNumberDoesNotOverflow() {
        assertThat(ByteRange.of("bytes=0-999999999999999", 1000)).contains(new ByteRange(0, 1000));
    }
}
