package org.duovox.messagestore.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duovox.data.durability.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rounds with {@code -Dsurefire.argLine=-Dduovox.kill.rounds=50}. */
class StoreKillTest {

    private static final int ROUNDS = Integer.getInteger("duovox.kill.rounds", 3);
    private static final long WORK_MILLIS = 1000;

    @TempDir
    private Path directory;

    @Test
    void acknowledgedRecordingsSurviveAKill() throws Exception {
        List<Integer> promised = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildJvm child = ChildJvm.start(StoreWriter.class, directory.toString(), Integer.toString(round))) {
                child.work(WORK_MILLIS);
                child.kill().forEach(line -> promised.add(Integer.valueOf(line)));
            }
            try (FileMessageStore store = StoreWriter.open(directory)) {
                assertThat(promised).allMatch(number -> StoreWriter.has(store, number));
            }
            System.out.println("round " + round + ": " + promised.size() + " recordings promised, none lost");
        }
    }
}
