package org.duovox.settings.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;
import org.duovox.data.Row;
import org.duovox.data.SettingFields;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.settings.StoredSettings;

/** Settings out of the database. */
@ApplicationScoped
public class JpaStoredSettings implements StoredSettings {

    /** Several times the settings there are. */
    private static final int MAX = 2_000;

    private RecordQueries records;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected JpaStoredSettings() {}

    @Inject
    public JpaStoredSettings(RecordQueries records) {
        this.records = records;
    }

    @Override
    public Map<String, String> all() {
        return records.rows("select s from StoredSetting s order by s.id", Map.of(), MAX).stream()
                .collect(Collectors.toMap(Row::id, row -> row.get(SettingFields.VALUE)));
    }
}
