package org.duovox.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duovox.cluster.Member;

/** One split brain recovery, as the servers tell it that can be asked. */
public record Recovery(Map<Member, MergeReport> reports) {

    /** Both servers find out within a second; their clocks may differ. */
    private static final Duration SAME = Duration.ofMinutes(2);

    public Recovery {
        reports = Map.copyOf(reports);
    }

    /**
     * Puts together what both servers say of the same recoveries; newest first.
     *
     * @param all newest first
     */
    public static List<Recovery> of(Map<Member, List<MergeReport>> all) {
        List<MergeReport> others = new ArrayList<>(all.getOrDefault(Member.SUBSCRIBER, List.of()));
        List<Recovery> recoveries = new ArrayList<>();
        for (MergeReport report : all.getOrDefault(Member.PUBLISHER, List.of())) {
            Map<Member, MergeReport> together = new EnumMap<>(Member.class);
            together.put(Member.PUBLISHER, report);
            others.stream()
                    .filter(other -> between(report, other).compareTo(SAME) <= 0)
                    .min(Comparator.comparing(other -> between(report, other)))
                    .ifPresent(other -> {
                        others.remove(other);
                        together.put(Member.SUBSCRIBER, other);
                    });
            recoveries.add(new Recovery(together));
        }
        others.forEach(other -> recoveries.add(new Recovery(Map.of(Member.SUBSCRIBER, other))));
        recoveries.sort(Comparator.comparing(Recovery::detected).reversed());
        return recoveries;
    }

    private static Duration between(MergeReport one, MergeReport other) {
        return Duration.between(one.detected(), other.detected()).abs();
    }

    public Optional<MergeReport> on(Member server) {
        return Optional.ofNullable(reports.get(server));
    }

    public Instant detected() {
        return all(MergeReport::detected).min(Comparator.naturalOrder()).orElseThrow();
    }

    public Instant apart() {
        return all(MergeReport::apart).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** When the last one had everything. */
    public Instant settled() {
        return all(MergeReport::settled).max(Comparator.naturalOrder()).orElseThrow();
    }

    public boolean inTime() {
        return reports.values().stream().allMatch(MergeReport::inTime);
    }

    private <T> Stream<T> all(Function<MergeReport, T> what) {
        return reports.values().stream().map(what);
    }

    /** What a mailbox got: on the publisher from the subscriber, and the other way round. */
    public record Mailbox(String id, Taken onPublisher, Taken onSubscriber) {}

    /** Every mailbox that got something, and none ("") for the configuration. */
    public List<Mailbox> mailboxes() {
        Set<String> ids = new LinkedHashSet<>();
        reports.values().forEach(report -> report.taken().forEach(taken -> ids.add(taken.mailbox())));
        return ids.stream()
                .map(id -> new Mailbox(id, taken(Member.PUBLISHER, id), taken(Member.SUBSCRIBER, id)))
                .toList();
    }

    private Taken taken(Member server, String mailbox) {
        return on(server).stream()
                .flatMap(report -> report.taken().stream())
                .filter(taken -> taken.mailbox().equals(mailbox))
                .findFirst()
                .orElse(new Taken(mailbox, 0, 0));
    }

    /** Each once, though both servers tell of it. */
    public List<Clash> clashes() {
        return reports.values().stream()
                .flatMap(report -> report.clashes().stream())
                .distinct()
                .toList();
    }

    public int untold() {
        return reports.values().stream().mapToInt(MergeReport::untold).sum();
    }
}
