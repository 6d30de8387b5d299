package org.duovox.data.durability;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ext4 file system in a file. Its backing file holds what has reached "the disk": what was forced, and what the kernel
 * happened to write. For root on Linux.
 */
final class LoopDisk implements AutoCloseable {

    /** Small, so that a copy takes milliseconds. */
    private static final String SIZE = "96M";

    private final Path backing;
    private final Path mountPoint;
    private final String device;

    private LoopDisk(Path backing, Path mountPoint, String device) {
        this.backing = backing;
        this.mountPoint = mountPoint;
        this.device = device;
    }

    /** Whether this machine and this user can do it. */
    static boolean isPossible() {
        try {
            return run("id", "-u").equals("0")
                    && !run("which", "losetup", "mkfs.ext4", "fsck.ext4", "mount")
                            .isEmpty()
                    && Files.exists(Path.of(run("losetup", "-f")));
        } catch (IOException impossible) {
            return false;
        }
    }

    static LoopDisk create(Path directory) throws IOException {
        Path backing = directory.resolve("disk");
        run("truncate", "-s", SIZE, backing.toString());
        run("mkfs.ext4", "-q", "-F", backing.toString());
        return mount(backing, directory.resolve("mounted"));
    }

    private static LoopDisk mount(Path backing, Path mountPoint) throws IOException {
        Files.createDirectories(mountPoint);
        String device = run("losetup", "-f", "--show", backing.toString());
        LoopDisk disk = new LoopDisk(backing, mountPoint, device);
        try {
            run("mount", device, mountPoint.toString());
        } catch (IOException e) {
            run("losetup", "-d", device);
            throw e;
        }
        return disk;
    }

    Path root() {
        return mountPoint;
    }

    /**
     * The disk as it is found when the power goes now: with what ext4 makes of it when it is mounted again. Whoever writes must
     * be frozen. The copy counts only if nothing was written meanwhile, for no disk is a mixture of two moments.
     */
    LoopDisk afterPowerLoss(Path directory) throws IOException {
        Path copy = directory.resolve("disk-after-power-loss");
        String before;
        int tries = 0;
        do {
            if (++tries > 100) {
                throw new IOException("the kernel does not stop writing to " + device);
            }
            before = writes();
            run("cp", "--sparse=always", backing.toString(), copy.toString());
        } while (!before.equals(writes()));
        // 1 means that it was repaired, here by its journal.
        runAllowing(1, "fsck.ext4", "-p", copy.toString());
        return mount(copy, directory.resolve("mounted-after-power-loss"));
    }

    /** Writes completed and in flight (the kernel's Documentation/block/stat). */
    private String writes() throws IOException {
        String[] figures = Files.readString(
                        Path.of("/sys/block", Path.of(device).getFileName().toString(), "stat"))
                .trim()
                .split(" +", -1);
        return figures[4] + " " + figures[8];
    }

    @Override
    public void close() throws IOException {
        run("umount", mountPoint.toString());
        run("losetup", "-d", device);
    }

    private static String run(String... command) throws IOException {
        return runAllowing(0, command);
    }

    private static String runAllowing(int worst, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        try {
            if (process.waitFor() > worst) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(String.join(" ", command));
        }
        return output;
    }
}
