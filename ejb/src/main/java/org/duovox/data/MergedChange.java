package org.duovox.data;

import java.util.Optional;
import org.duovox.replication.Stamp;

/** A change of the peer's that was brought in: the record before and after tell who won each field. */
public record MergedChange(Optional<Row> before, Change change, Stamp stamp, Row after) {}
