package org.duovox.twoservers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running sipp, which makes deposit calls with real RTP and notes who got a receipt. */
final class Sipp {

    /**
     * Counted from when both servers run again; all its calls have ended long before. One whose server died sometimes stands still
     * for ever, its own limit with it (seen with 3.6.1); what it had no receipt for then it never has.
     */
    private static final long LIMIT_SECONDS = 30;

    /** Between sipp's media ports, so that two of them do not meet. */
    private static final int MEDIA_PORTS = 2000;

    private final Process process;
    private final Path log;

    private Sipp(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static void assumeInstalled() {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "sipp")));
        assumeTrue(there, "sipp is not installed (Debian: sip-tester)");
    }

    /**
     * Begins to call.
     *
     * @param index tells this sipp's ports and callers from another's
     * @param directory holds the mu-law bytes to say, words.ulaw; takes the logs
     */
    static Sipp start(int index, InetSocketAddress server, int calls, int perSecond, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        Path log = directory.resolve("receipts-" + index + ".log");
        Process process = new ProcessBuilder(
                        "sipp",
                        server.getAddress().getHostAddress() + ":" + server.getPort(),
                        "-sf",
                        Path.of("src/test/resources/sipp/deposit.xml")
                                .toAbsolutePath()
                                .toString(),
                        "-i",
                        TwoServers.PHONES,
                        "-p",
                        String.valueOf(5070 + index),
                        "-mi",
                        TwoServers.PHONES,
                        "-mp",
                        String.valueOf(20_000 + index * MEDIA_PORTS),
                        "-m",
                        String.valueOf(calls),
                        "-r",
                        String.valueOf(perSecond),
                        "-key",
                        "calling",
                        "4" + index + "0",
                        "-key",
                        "mailbox",
                        TwoServers.MAILBOX,
                        "-timeout",
                        "90",
                        "-nostdin",
                        "-trace_logs",
                        "-log_file",
                        log.toAbsolutePath().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sipp-" + index + ".out").toFile())
                .start();
        return new Sipp(process, log);
    }

    /** The calling numbers of all calls whose BYE was answered with 200. */
    List<String> receipts() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            end();
            process.waitFor();
        }
        return Files.exists(log)
                ? Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                        .filter(line -> line.contains("receipt "))
                        .map(line ->
                                line.substring(line.indexOf("receipt ") + 8).strip())
                        .toList()
                : List.of();
    }

    /** Ends it, whatever it does. */
    void end() {
        process.destroyForcibly();
    }
}
