package org.duovox.messagestore.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duovox.messagestore.ejb.MessageStoreDisk.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageStoreDiskTest {

    @ParameterizedTest
    @CsvSource({
        "50, 100, ENOUGH",
        "15, 100, ENOUGH",
        "14, 100, LOW",
        "2, 100, LOW",
        "1, 100, NONE",
        "19, 1000, NONE",
        "0, 0, ENOUGH"
    })
    void itSaysInTimeThatItFillsUp(long free, long total, Space space) {
        assertThat(new MessageStoreDisk().space(free, total)).isEqualTo(space);
    }

    @Test
    void aStoreThatCannotBeWrittenHasFailed(@TempDir Path directory) throws IOException {
        assertThat(new MessageStoreDisk().canWrite(directory.resolve("not yet there")))
                .isTrue();
        assertThat(new MessageStoreDisk().canWrite(directory)).isTrue();
        // Root may write whatever its rights say, but not a file where a directory is.
        Files.delete(directory.resolve("probe"));
        Files.createDirectory(directory.resolve("probe"));
        assertThat(new MessageStoreDisk().canWrite(directory)).isFalse();
    }
}
