package org.duovox.tool.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A running process that we started, known by its id and its start time together: the id alone may belong to somebody else's
 * process by now, and that must never be ended.
 *
 * @param startTicks field 22 of /proc/PID/stat
 */
public record ServerProcess(long pid, long startTicks) {

    /** The unit of /proc/PID/stat; the same on every Linux that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int UTIME = 14;
    private static final int STIME = 15;
    private static final int START = 22;

    static Optional<ServerProcess> withId(long pid) {
        return fields(pid).map(fields -> new ServerProcess(pid, Long.parseLong(fields.get(START - 3))));
    }

    /** The process that the file names, if it lives. */
    static Optional<ServerProcess> in(Path pidFile) {
        try {
            String[] words = Files.readString(pidFile).strip().split(" ", -1);
            if (words.length != 2) {
                return Optional.empty();
            }
            ServerProcess written = new ServerProcess(Long.parseLong(words[0]), Long.parseLong(words[1]));
            return withId(written.pid).filter(written::equals);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile, e);
        }
    }

    void writeTo(Path pidFile) throws IOException {
        Files.writeString(pidFile, pid + " " + startTicks + "\n");
    }

    public boolean lives() {
        return withId(pid).filter(this::equals).isPresent();
    }

    /** Time the process has had on the processors so far (utime + stime). */
    public Duration cpu() {
        List<String> fields = fields(pid).orElseThrow(() -> new IllegalStateException("process " + pid + " is gone"));
        long ticks = Long.parseLong(fields.get(UTIME - 3)) + Long.parseLong(fields.get(STIME - 3));
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Resident memory in bytes. */
    public long memory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields from the third on; nothing if the process is gone or only waits for its parent to notice. */
    private static Optional<List<String>> fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field, the name, is in parentheses and may hold anything.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return fields.getFirst().equals("Z") ? Optional.empty() : Optional.of(fields);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
