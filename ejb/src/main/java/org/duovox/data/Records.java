package org.duovox.data;

import java.util.List;
import java.util.Optional;

/** The records as a {@link WriteCommand} sees them, while nobody else writes. */
public interface Records {

    Optional<Row> find(EntityType type, String id);

    /** Records whose field has this value; the field must be one that the store indexes (extension, mailbox, name, server). */
    List<Row> where(EntityType type, String field, String value);
}
