package org.duovox.messagestore.file;

import org.duovox.replication.Position;

/**
 * A record with its place in the lane.
 *
 * @param bytes as they lie in the log, from length to payload; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; entries are never compared
record LogEntry(Position position, Position previous, LogRecord record, byte[] bytes) {}
