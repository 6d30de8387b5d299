package org.duovox.data.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rounds with {@code -Dsurefire.argLine=-Dduovox.kill.rounds=50}; another database with {@code duovox.kill.url}. */
class DatabaseKillTest {

    private static final int ROUNDS = Integer.getInteger("duovox.kill.rounds", 3);

    /** Of work before the kill: some thousand commits, and longer than a write delay of 500 ms. */
    private static final long WORK_MILLIS = 1500;

    @TempDir
    private Path directory;

    @Test
    void acknowledgedCommitsSurviveAKill() throws Exception {
        String file = directory.resolve("data").toString();
        String url = System.getProperty("duovox.kill.url", DatabaseWriter.hsqldb("@"))
                .replace("@", file);
        Set<Long> promised = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildJvm child = ChildJvm.start(DatabaseWriter.class, url, Integer.toString(round))) {
                child.work(WORK_MILLIS);
                child.kill().forEach(line -> promised.add(Long.valueOf(line)));
            }
            Set<Long> lost = new HashSet<>(promised);
            lost.removeAll(DatabaseWriter.ids(url));
            System.out.println(
                    "round " + round + ": " + promised.size() + " commits promised, " + lost.size() + " lost");
            assertThat(lost).as("lost of %d promised commits", promised.size()).isEmpty();
        }
    }
}
