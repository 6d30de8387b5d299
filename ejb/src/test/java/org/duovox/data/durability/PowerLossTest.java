package org.duovox.data.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duovox.messagestore.file.FileMessageStore;
import org.duovox.messagestore.file.StoreWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was promised is there when the power has gone: the disk is copied while the writer is at work. For root on Linux. */
@Tag("server")
class PowerLossTest {

    private static final long WORK_MILLIS = 1500;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsLoopDevices() {
        assumeTrue(LoopDisk.isPossible(), "needs root, loop devices and ext4 tools");
    }

    @Test
    void acknowledgedCommitsSurviveAPowerLoss() throws Exception {
        String url = System.getProperty("duovox.kill.url", DatabaseWriter.hsqldb("@"));
        Set<Long> promised = new HashSet<>();
        Set<Long> found;
        try (LoopDisk disk = LoopDisk.create(directory)) {
            String before = url.replace("@", disk.root().resolve("data").toString());
            try (ChildJvm child = ChildJvm.start(DatabaseWriter.class, before, "1")) {
                child.work(WORK_MILLIS);
                child.freeze();
                // Said before the copy begins; the last line may be half a line.
                wholeLines(child).forEach(line -> promised.add(Long.valueOf(line)));
                try (LoopDisk left = disk.afterPowerLoss(directory)) {
                    found = DatabaseWriter.ids(
                            url.replace("@", left.root().resolve("data").toString()));
                }
                child.kill();
            }
        }
        Set<Long> lost = new HashSet<>(promised);
        lost.removeAll(found);
        System.out.println("power loss: " + promised.size() + " commits promised, " + lost.size() + " lost");
        assertThat(promised).isNotEmpty();
        assertThat(lost).as("lost of %d promised commits", promised.size()).isEmpty();
    }

    @Test
    void acknowledgedRecordingsSurviveAPowerLoss() throws Exception {
        List<Integer> promised = new ArrayList<>();
        List<Integer> lost = new ArrayList<>();
        try (LoopDisk disk = LoopDisk.create(directory)) {
            try (ChildJvm child = ChildJvm.start(StoreWriter.class, disk.root().toString(), "1")) {
                child.work(WORK_MILLIS);
                child.freeze();
                wholeLines(child).forEach(line -> promised.add(Integer.valueOf(line)));
                try (LoopDisk left = disk.afterPowerLoss(directory)) {
                    try (FileMessageStore store = StoreWriter.open(left.root())) {
                        promised.stream()
                                .filter(number -> !StoreWriter.has(store, number))
                                .forEach(lost::add);
                    }
                }
                child.kill();
            }
        }
        System.out.println("power loss: " + promised.size() + " recordings promised, " + lost.size() + " lost");
        assertThat(promised).isNotEmpty();
        assertThat(lost).isEmpty();
    }

    private static List<String> wholeLines(ChildJvm child) {
        List<String> lines = child.said();
        return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
    }
}
