package org.duovox.tool.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server's clock on the wall, which its process alone sees: libfaketime adds an offset that is read from a file each second. The
 * machine's clock is never set, and monotonic time goes on as it is.
 */
public final class Clocks {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private Clocks() {}

    /** Why clocks cannot be made to jump here; empty if they can. */
    public static Optional<String> obstacle() {
        return library().isPresent()
                ? Optional.empty()
                : Optional.of("libfaketime is not installed (Debian: libfaketime)");
    }

    private static Optional<Path> library() {
        try (Stream<Path> machines = Files.list(LIBRARIES)) {
            return machines.map(machine -> machine.resolve(LIBRARY))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a process must find in its environment to have the clock of that file. */
    public static Map<String, String> environment(Path file) {
        return library()
                .map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Else timed waits of a JVM end at once (seen with 0.9.10).
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))
                .orElse(Map.of());
    }

    /** Sets the clock of that file that many seconds ahead of the machine's, or behind it; it is seen within a second. */
    public static void set(Path file, int seconds) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, "%+d\n".formatted(seconds), StandardCharsets.US_ASCII);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
