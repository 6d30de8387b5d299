package org.duovox.data.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.duovox.data.ChangeCodec;
import org.duovox.data.EntityType;
import org.duovox.data.Row;

/**
 * A record in its table. The content (every field with its stamp, also fields of newer versions) is the truth; the other columns
 * repeat of it what is looked for, so that the database can.
 */
@MappedSuperclass
public abstract class StoredRecord {

    /** Longer values are looked for by their beginning; the content has all of it. */
    private static final int MAX_COLUMN = 255;

    @Id
    @Column(name = "id")
    private String id = "";

    @Column(name = "content")
    private byte[] content = {};

    /** The record. */
    public final Row row() {
        return ChangeCodec.decode(type(), id, content);
    }

    final String id() {
        return id;
    }

    final void take(Row row) {
        id = row.id();
        content = ChangeCodec.encode(row);
        fillColumns(row);
    }

    abstract EntityType type();

    /** Copies what is looked for into its columns. */
    abstract void fillColumns(Row row);

    static String column(Row row, String field) {
        String value = row.get(field);
        return value.length() <= MAX_COLUMN ? value : value.substring(0, MAX_COLUMN);
    }

    /** A number's column; what is no number counts as 0. */
    static long number(Row row, String field) {
        try {
            return row.getLong(field);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
