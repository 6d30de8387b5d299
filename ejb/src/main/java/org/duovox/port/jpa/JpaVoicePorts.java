package org.duovox.port.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.duovox.cluster.Member;
import org.duovox.data.PortFields;
import org.duovox.data.Row;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.port.VoicePort;
import org.duovox.port.VoicePorts;

/** Voice ports out of the database. */
@ApplicationScoped
public class JpaVoicePorts implements VoicePorts {

    /** Of both servers together; ten times the largest system the guide knows. */
    private static final int MAX = 2500;

    private RecordQueries records;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected JpaVoicePorts() {}

    @Inject
    public JpaVoicePorts(RecordQueries records) {
        this.records = records;
    }

    @Override
    public List<VoicePort> all() {
        return records
                .rows(
                        "select r from StoredPort r where r.removed = false and r.server <> '' order by r.name, r.id",
                        Map.of(),
                        MAX)
                .stream()
                .map(JpaVoicePorts::voicePort)
                .toList();
    }

    private static VoicePort voicePort(Row row) {
        return new VoicePort(
                row.id(),
                row.get(PortFields.NAME),
                row.get(PortFields.PORT_GROUP),
                Member.valueOf(row.get(PortFields.SERVER)),
                row.is(PortFields.ENABLED),
                row.is(PortFields.ANSWERS_CALLS));
    }
}
