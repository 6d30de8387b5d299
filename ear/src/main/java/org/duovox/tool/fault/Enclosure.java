package org.duovox.tool.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.tool.Duovox;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;

/**
 * A network namespace of our own. All loopback addresses exist in it and nothing of the machine's network does; what is cut in it
 * is cut for those inside alone, and it ends with the last process in it. So do the disks that are mounted in it. An ordinary user
 * may make one.
 */
public final class Enclosure {

    private static final String MARK = "DUOVOX_ENCLOSED";
    private static final List<String> TOOLS = List.of("unshare", "ip", "nft", "prlimit");

    private Enclosure() {}

    /** Whether this process is in one already. */
    public static boolean isInside() {
        return System.getenv(MARK) != null;
    }

    /** Why none can be made here; empty if one can. */
    public static Optional<String> obstacle() {
        List<String> missing = TOOLS.stream().filter(tool -> !isInstalled(tool)).toList();
        if (!missing.isEmpty()) {
            return Optional.of(
                    String.join(", ", missing) + " is not installed (Debian: util-linux, iproute2 and nftables)");
        }
        try {
            Process tried = inside(List.of("nft", "add", "table", "inet", "tried"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tried.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("this machine lets us make no network namespace with a packet filter");
        } catch (IOException e) {
            return Optional.of("a network namespace could not be made: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; start again.", e);
        }
    }

    /** Debian keeps nft and ip where an ordinary user's PATH does not lead. */
    public static boolean isInstalled(String tool) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    /** ./duovox once more, with these words, in a namespace of its own; returns its exit status. */
    public static int again(Terminal terminal, String heap, String... words) {
        obstacle().ifPresent(why -> {
            throw new Unable("Faults cannot be made here: " + why + ".");
        });
        try {
            return java(Duovox.class, List.of(heap, "-Dduovox.terminal=" + terminal.renewsLines()), List.of(words))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new Unable("A network namespace could not be made (" + e.getMessage() + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unable("Interrupted; start again.", e);
        }
    }

    /** Our own Java and class path, the class's main method and these words, in a namespace of their own. */
    public static ProcessBuilder java(Class<?> main, List<String> options, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(words);
        return inside(command);
    }

    private static ProcessBuilder inside(List<String> command) {
        List<String> enclosed = new ArrayList<>(List.of("unshare", "--net", "--mount"));
        if (!System.getProperty("user.name").equals("root")) {
            enclosed.addAll(List.of("--user", "--map-root-user")); // whoever is not root may be it in there
        }
        enclosed.addAll(
                List.of("bash", "-c", "PATH=$PATH:/usr/sbin:/sbin; ip link set lo up && exec \"$@\"", "enclosed"));
        enclosed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(enclosed);
        builder.environment().put(MARK, "true");
        return builder;
    }
}
