package org.duovox.cluster.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.StoredRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleFileTest {

    private static final StoredRole OLD = new StoredRole(ServerStatus.SECONDARY, 6, true, false, 3);
    private static final StoredRole NEXT = new StoredRole(ServerStatus.PRIMARY, 7, false, true, 4);

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("role");
    }

    @Test
    void aServerThatWasNeverStartedHasNoRole() throws IOException {
        assertThat(new RoleFile(path()).read()).isEqualTo(StoredRole.NEW);
    }

    @Test
    void theNewestRoleIsRead() throws IOException {
        RoleFile file = new RoleFile(path());
        file.write(OLD);
        file.write(NEXT);
        assertThat(new RoleFile(path()).read()).isEqualTo(NEXT);
    }

    @Test
    void aWriteTornAtAnyByteLeavesTheOldRoleOrTheNewOne() throws IOException {
        RoleFile file = new RoleFile(path());
        file.write(NEXT);
        file.write(OLD);
        byte[] before = Files.readAllBytes(path());
        file.write(NEXT);
        byte[] after = Files.readAllBytes(path());
        Set<StoredRole> read = new HashSet<>();
        for (int cut = 0; cut < RoleFile.RECORD; cut++) {
            int at = RoleFile.SLOT + cut;
            byte[] torn = Arrays.copyOf(after, after.length);
            System.arraycopy(before, at, torn, at, before.length - at);
            Files.write(path(), torn);
            read.add(new RoleFile(path()).read());
        }
        // The last bytes of a write may equal those of the one before.
        assertThat(read).isSubsetOf(OLD, NEXT).contains(OLD);
    }

    @Test
    void aDamagedByteLeavesTheRoleBefore() throws IOException {
        RoleFile file = new RoleFile(path());
        file.write(OLD);
        file.write(NEXT);
        byte[] good = Files.readAllBytes(path());
        for (int at = 0; at < RoleFile.RECORD; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x55;
            Files.write(path(), damaged);
            assertThat(new RoleFile(path()).read()).as("byte " + at).isEqualTo(OLD);
        }
    }

    @Test
    void theFileKeepsItsSize() throws IOException {
        RoleFile file = new RoleFile(path());
        file.write(OLD);
        long first = Files.size(path());
        file.write(NEXT);
        file.write(OLD);
        assertThat(Files.size(path())).isEqualTo(first);
    }
}
