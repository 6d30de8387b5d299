package org.duovox.data;

import java.util.Map;
import org.duovox.replication.Stamp;

/** A record as it is now: its fields and when each was set. */
public record Row(EntityType type, String id, Map<String, String> fields, Map<String, Stamp> stamps) {

    public Row {
        fields = Map.copyOf(fields);
        stamps = Map.copyOf(stamps);
    }

    /** The field's value, empty when it was never set. */
    public String get(String field) {
        return fields.getOrDefault(field, "");
    }

    public long getLong(String field) {
        String value = get(field);
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    public boolean is(String field) {
        return get(field).equals("true");
    }
}
