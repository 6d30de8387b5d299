package org.duovox.service;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One service of one server, as a row of the page.
 *
 * @param since when it was started; empty unless it runs
 */
public record ServiceReport(Service service, boolean activated, ServiceState state, Optional<Instant> since) {

    private static final int FIELDS = 4;

    /** For the way to the other server: a line for each. */
    public static byte[] encode(List<ServiceReport> reports) {
        return reports.stream()
                .map(each -> String.join(
                        " ",
                        each.service.word(),
                        Boolean.toString(each.activated),
                        each.state.name(),
                        each.since.map(at -> Long.toString(at.toEpochMilli())).orElse("-")))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What {@link #encode} wrote; services that this release does not know are left out.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static List<ServiceReport> decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", -1))
                .flatMap(words -> line(words).stream())
                .toList();
    }

    private static Optional<ServiceReport> line(String[] words) {
        if (words.length != FIELDS) {
            throw new IllegalArgumentException("not a service's line");
        }
        try {
            Optional<Instant> since = words[3].equals("-")
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(Long.parseLong(words[3])));
            return Service.of(words[0])
                    .map(service -> new ServiceReport(
                            service, Boolean.parseBoolean(words[1]), ServiceState.valueOf(words[2]), since));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }
}
