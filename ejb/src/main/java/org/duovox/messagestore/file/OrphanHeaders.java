package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.replication.Position;
import org.jspecify.annotations.Nullable;

/**
 * Headers of recordings that the full log had to let go before anybody made a message of them: who asks for orphans still finds them,
 * after a restart too. A file for each, named for its id, with the recording's first record as a log has it.
 */
final class OrphanHeaders {

    private static final System.Logger LOG = System.getLogger(OrphanHeaders.class.getName());

    private final Disk disk;
    private final Path own;
    private final Path peers;

    OrphanHeaders(Disk disk, Path root) {
        this.disk = disk;
        own = root.resolve("own");
        peers = root.resolve("peer");
    }

    /** @param own recorded on this server, not on the peer */
    record Found(RecordingHeader header, boolean own) {}

    @Nullable
    Found find(MessageId id) {
        boolean ours = disk.size(path(id, true)) >= 0;
        if (!ours && disk.size(path(id, false)) < 0) {
            return null;
        }
        try (Disk.File file = disk.open(path(id, ours))) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(file.size(), RecordCoder.MAX_RECORD));
            file.read(content, 0);
            LogEntry entry = RecordCoder.decode(content.flip());
            if (entry != null && entry.record() instanceof LogRecord.Started started) {
                return new Found(started.header(), ours);
            }
            LOG.log(Level.ERROR, "The header of recording " + id + " is damaged");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The header of recording " + id + " cannot be read: " + e);
        }
        return null;
    }

    /** Whose headers are here. */
    List<MessageId> of(boolean ours) throws IOException {
        return disk.list(ours ? own : peers).stream()
                .map(path -> path.getFileName().toString())
                .filter(MessageId::isOne)
                .map(MessageId::new)
                .toList();
    }

    /** Returns when it is on stable storage. */
    void write(Found orphan) throws IOException {
        LogEntry entry = RecordCoder.encode(Position.NONE, Position.NONE, new LogRecord.Started(orphan.header()));
        disk.makeDirectory(orphan.own() ? own : peers);
        disk.replace(path(orphan.header().id(), orphan.own()), ByteBuffer.wrap(entry.bytes()));
    }

    /** Returns when it is gone for good: somebody made a message of the recording, or threw it away. */
    void delete(MessageId id) throws IOException {
        for (Path directory : List.of(own, peers)) {
            Path path = directory.resolve(id.value());
            if (disk.size(path) >= 0) {
                disk.delete(path);
                disk.forceDirectory(directory);
            }
        }
    }

    private Path path(MessageId id, boolean ours) {
        return (ours ? own : peers).resolve(id.value());
    }
}
