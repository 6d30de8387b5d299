package org.duovox.data;

import java.util.Set;

/** Fired (as an asynchronous CDI event) after records of these types were changed here, by us or by the peer's entries. */
public record RecordsChanged(Set<EntityType> types) {}
