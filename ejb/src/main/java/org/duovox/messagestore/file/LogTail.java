package org.duovox.messagestore.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/** The newest records in memory, so that a peer that keeps up costs no reading. Thread-safe. */
final class LogTail {

    private final int maxBytes;
    private final ArrayDeque<LogEntry> entries = new ArrayDeque<>();
    private long bytes;

    LogTail(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void add(LogEntry entry) {
        entries.addLast(entry);
        bytes += entry.bytes().length;
        while (bytes > maxBytes) {
            bytes -= entries.removeFirst().bytes().length;
        }
    }

    /** Null when something after the position is not here any more. */
    synchronized @Nullable List<LogEntry> after(Position position, int maxBytes) {
        LogEntry oldest = entries.peekFirst();
        if (oldest == null || !position.covers(oldest.previous())) {
            return null;
        }
        List<LogEntry> found = new ArrayList<>();
        int size = 0;
        for (LogEntry entry : entries) {
            if (position.covers(entry.position())) {
                continue;
            }
            size += entry.bytes().length;
            if (size > maxBytes && !found.isEmpty()) {
                break;
            }
            found.add(entry);
        }
        return found;
    }
}
