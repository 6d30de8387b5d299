package org.duovox.data.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.duovox.data.RecordStore;
import org.duovox.data.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLogTest {

    private final DatabaseLog log = new DatabaseLog();

    @BeforeEach
    void open() {
        log.open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** HSQLDB itself says that all three are committed. */
    @Test
    void aCommitThatTheDiskDidNotTakeDoesNotCountAndNoneAfterIt(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed (Debian: util-linux)");
        assertThat(lines(directory))
                .containsExactly(
                        "1 counts",
                        "2 does not count: The database's log could not be written",
                        "3 does not count: The database's log could not be written");
    }

    private static List<String> lines(Path directory) throws IOException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskWriter.class.getName(),
                        "jdbc:hsqldb:file:" + directory.resolve("data") + ";hsqldb.write_delay=false;hsqldb.extlog=2")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void aTransactionWithWhichTheLogFailsHasFailed() {
        Transactions failing = new Transactions() {
            @Override
            public <T> T inOne(Function<RecordStore, T> work) {
                say(new IOException("No space left on device"));
                return work.apply(null);
            }
        };
        assertThatThrownBy(() -> log.watched(failing).inOne(store -> "done")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatElseTheDatabaseSaysIsNoFailure() {
        say(new IllegalArgumentException("a statement that it refuses"));
        log.requireWritten();
    }

    private static void say(Throwable thrown) {
        LogRecord line = new LogRecord(Level.WARNING, "said by the database");
        line.setThrown(thrown);
        Logger.getLogger("hsqldb.db.SOME.ENGINE").log(line);
    }
}
