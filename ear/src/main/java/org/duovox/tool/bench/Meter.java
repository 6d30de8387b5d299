package org.duovox.tool.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.install.ServerProcess;

/** The servers' processor time since it was made, and the most heap that was seen in use; looks each 5 s, for each look is a JVM. */
final class Meter implements AutoCloseable {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final List<Server> servers;
    private final Map<Member, Duration> before = new EnumMap<>(Member.class);
    private final Map<Member, Long> heap = new EnumMap<>(Member.class);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Meter(List<Server> servers) {
        this.servers = List.copyOf(servers);
        for (Server server : servers) {
            server.process().ifPresent(process -> before.put(server.member(), process.cpu()));
        }
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 5, TimeUnit.SECONDS);
    }

    private void look() {
        for (Server server : servers) {
            server.process().ifPresent(process -> heap.merge(server.member(), heapInUse(process), Math::max));
        }
    }

    /** In KiB, what the collector has not found to be garbage yet included; 0 when it cannot be known. */
    private static long heapInUse(ServerProcess process) {
        try {
            Process asked = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                            Long.toString(process.pid()),
                            "GC.heap_info")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher used = USED.matcher(said);
            return used.find() ? Long.parseLong(used.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** "publisher 12.3 s of CPU, at most 210 MiB of heap in use; subscriber ...". */
    String sentence() {
        return String.join("; ", servers.stream().map(this::sentence).toList());
    }

    private String sentence(Server server) {
        Duration since = before.getOrDefault(server.member(), Duration.ZERO);
        Duration cpu = server.process().map(ServerProcess::cpu).orElse(since).minus(since);
        return "%s %.1f s of CPU, at most %d MiB of heap in use"
                .formatted(server, cpu.toMillis() / 1000.0, heap.getOrDefault(server.member(), 0L) >> 10);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
