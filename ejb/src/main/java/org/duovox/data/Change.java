package org.duovox.data;

import java.util.Map;

/**
 * New values for some fields of one record; it comes into being with its first change. A field is removed by an empty value.
 *
 * @param id at most 64 characters
 * @param fields at most 64 of them, each value at most 16,384 characters
 */
public record Change(EntityType type, String id, Map<String, String> fields) {

    public Change {
        if (id.isEmpty() || id.length() > 64 || fields.isEmpty() || fields.size() > 64) {
            throw new IllegalArgumentException("not a change: " + type + " " + id);
        }
        fields = Map.copyOf(fields);
        for (String value : fields.values()) {
            if (value.length() > 16_384) {
                throw new IllegalArgumentException("a field's value is too long: " + type + " " + id);
            }
        }
    }
}
