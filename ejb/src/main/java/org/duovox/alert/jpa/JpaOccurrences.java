package org.duovox.alert.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.alarm.Alarm;
import org.duovox.alarm.Severity;
import org.duovox.alert.AlertOutcome;
import org.duovox.alert.MailState;
import org.duovox.alert.Occurrence;
import org.duovox.alert.Occurrences;
import org.duovox.cluster.Member;
import org.duovox.data.AlarmFields;
import org.duovox.data.Row;
import org.duovox.data.jpa.RecordQueries;

/** Alarms out of the database. */
@ApplicationScoped
public class JpaOccurrences implements Occurrences {

    private RecordQueries records;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected JpaOccurrences() {}

    @Inject
    public JpaOccurrences(RecordQueries records) {
        this.records = records;
    }

    @Override
    public List<Occurrence> newest(int limit) {
        return records
                .rows("select a from StoredAlarm a where a.at > 0 order by a.at desc, a.id desc", Map.of(), limit)
                .stream()
                .flatMap(row -> occurrence(row).stream())
                .toList();
    }

    @Override
    public List<Occurrence> unsent(Instant since, int limit) {
        return records
                .rows(
                        "select a from StoredAlarm a where a.mail in ('WANTED', 'CLAIMED') and a.at >= :since"
                                + " order by a.at, a.id",
                        Map.of("since", since.toEpochMilli()),
                        limit)
                .stream()
                .flatMap(row -> occurrence(row).stream())
                .toList();
    }

    @Override
    public List<Occurrence> since(Instant since, int limit) {
        return records
                .rows(
                        "select a from StoredAlarm a where a.at >= :since order by a.at, a.id",
                        Map.of("since", since.toEpochMilli()),
                        limit)
                .stream()
                .flatMap(row -> occurrence(row).stream())
                .toList();
    }

    @Override
    public long lastNumber(Member server) {
        return records
                .rows(
                        "select a from StoredAlarm a where a.server = :server order by a.number desc",
                        Map.of("server", server.name()),
                        1)
                .stream()
                .mapToLong(row -> row.getLong(AlarmFields.NUMBER))
                .findFirst()
                .orElse(0);
    }

    /** Of a release that did not say, the alarm's own. */
    private static Severity severity(Row row) {
        return named(Severity.values(), row.get(AlarmFields.SEVERITY))
                .or(() -> Alarm.of(row.get(AlarmFields.ALARM)).map(Alarm::alertSeverity))
                .orElse(Severity.INFORMATIONAL);
    }

    private static <T extends Enum<T>> Optional<T> named(T[] values, String name) {
        return Stream.of(values).filter(value -> value.name().equals(name)).findFirst();
    }

    /** Nothing for what a newer release may have written so that we cannot read it. */
    private static Optional<Occurrence> occurrence(Row row) {
        Optional<Member> server = named(Member.values(), row.get(AlarmFields.SERVER));
        MailState mail = named(MailState.values(), row.get(AlarmFields.MAIL)).orElse(MailState.NONE);
        AlertOutcome alert =
                named(AlertOutcome.values(), row.get(AlarmFields.ALERT)).orElse(AlertOutcome.UNKNOWN);
        return server.map(member -> new Occurrence(
                row.id(),
                row.getLong(AlarmFields.NUMBER),
                row.get(AlarmFields.ALARM),
                member,
                Instant.ofEpochMilli(row.getLong(AlarmFields.AT)),
                row.get(AlarmFields.WHY),
                severity(row),
                alert,
                mail,
                row.get(AlarmFields.MAIL_BY),
                Instant.ofEpochMilli(row.getLong(AlarmFields.MAIL_AT))));
    }
}
