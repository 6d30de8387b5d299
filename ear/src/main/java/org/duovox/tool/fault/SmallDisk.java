package org.duovox.tool.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;

/**
 * A small file system of its own for a directory, which can be filled up and frozen: an ext4 in a file, mounted for those in our
 * {@link Enclosure} alone. Only root can have one, and only where there are loop devices.
 */
public final class SmallDisk implements AutoCloseable {

    private static final Duration UNMOUNT_LIMIT = Duration.ofSeconds(20);
    private static final Duration UNMOUNT_INTERVAL = Duration.ofMillis(50);

    /** A server takes no calls with less than 256 MiB free; nothing of this is taken from the disk below until it is written. */
    private static final String SIZE = "1G";

    private static final long LEFT = 8L << 20;

    private final Path directory;
    private final Path image;
    private final Path filler;
    private volatile boolean frozen;

    private SmallDisk(Path directory, Path image) {
        this.directory = directory;
        this.image = image;
        this.filler = directory.resolve("filler");
    }

    /** Mounts an empty one; nothing where that cannot be. */
    public static Optional<SmallDisk> at(Path directory) {
        requireOwnNamespace();
        Path image = directory.resolveSibling(directory.getFileName() + ".disk");
        try {
            Files.createDirectories(directory);
            Links.run(List.of("truncate", "-s", SIZE, image.toString()));
            // Nothing has to survive the machine, so no journal: forcing a file takes no longer than below.
            Links.run(
                    List.of("mkfs.ext4", "-q", "-F", "-b", "4096", "-m", "0", "-O", "^has_journal", image.toString()));
            Links.run(List.of("mount", "-o", "loop", image.toString(), directory.toString()));
            Links.run(List.of("rmdir", directory.resolve("lost+found").toString()));
            return Optional.of(new SmallDisk(directory, image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Unable e) {
            deleteQuietly(image);
            return Optional.empty();
        }
    }

    private static void deleteQuietly(Path image) {
        try {
            Files.deleteIfExists(image);
        } catch (IOException e) {
            // Sparse, and gone with the next run.
        }
    }

    /** Otherwise the whole machine would see it. */
    private static void requireOwnNamespace() {
        try {
            Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt"));
            if (!Enclosure.isInside() || ours.equals(Files.readSymbolicLink(Path.of("/proc/1/ns/mnt")))) {
                throw new IllegalStateException("Disks are mounted in a mount namespace of our own only");
            }
        } catch (IOException e) {
            // Process 1 is hidden from an ordinary user in a namespace.
        }
    }

    /** From now on whoever writes waits, unkillably. */
    public void freeze() {
        frozen = true;
        Links.run(List.of("fsfreeze", "--freeze", directory.toString()));
    }

    public void thaw() {
        if (frozen) {
            Links.run(List.of("fsfreeze", "--unfreeze", directory.toString()));
            frozen = false;
        }
    }

    /** Takes all that is free: most of it at once, and then to the last block, whatever others write meanwhile. */
    public void fill() {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            Links.run(List.of("fallocate", "-l", "" + Math.max(1, free - LEFT), filler.toString()));
            writeUntilFull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeUntilFull() {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.APPEND)) {
            for (long left = 2 * LEFT; left > 0; left -= block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    public void empty() {
        try {
            Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unmounts it; what was in it stays in the directory. Nobody may use it any more. */
    @Override
    public void close() {
        thaw();
        empty();
        Path kept = directory.resolveSibling(directory.getFileName() + ".kept");
        Links.run(List.of("cp", "-a", directory.toString(), kept.toString()));
        // A process that was killed a moment ago may still have it.
        Wait.untilDone(
                () -> Links.run(List.of("umount", directory.toString())),
                UNMOUNT_LIMIT,
                UNMOUNT_INTERVAL,
                said -> said);
        Links.run(List.of("rm", "-f", image.toString()));
        Links.run(List.of("rmdir", directory.toString()));
        Links.run(List.of("mv", kept.toString(), directory.toString()));
    }
}
