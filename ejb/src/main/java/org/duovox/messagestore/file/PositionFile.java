package org.duovox.messagestore.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.duovox.replication.Position;

/** Remembers a place in a log: how far it went, when no segment is left that tells, and how far something has come in it. */
final class PositionFile {

    private static final int SIZE = 24;

    private final Disk disk;
    private final Path path;

    PositionFile(Disk disk, Path directory, String name) {
        this.disk = disk;
        this.path = directory.resolve(name);
    }

    /** The epoch that was begun last, and the last position in use. */
    record Mark(int epoch, Position last) {}

    Mark read() throws IOException {
        if (disk.size(path) < SIZE) {
            return new Mark(0, Position.NONE);
        }
        ByteBuffer content = ByteBuffer.allocate(SIZE);
        try (Disk.File file = disk.open(path)) {
            file.read(content, 0);
        }
        if (content.getLong(16) != checksum(content)) {
            return new Mark(0, Position.NONE);
        }
        return new Mark((int) content.getLong(0), new Position(content.getLong(8)));
    }

    /** Returns when it is on stable storage. */
    void write(Mark mark) throws IOException {
        disk.replace(path, encoded(mark));
    }

    /** Writes what may be lost with the power. */
    void note(Mark mark) throws IOException {
        try (Disk.File file = disk.open(path)) {
            file.write(encoded(mark), 0);
        }
    }

    private static ByteBuffer encoded(Mark mark) {
        ByteBuffer content = ByteBuffer.allocate(SIZE);
        content.putLong(mark.epoch()).putLong(mark.last().value());
        return content.putLong(checksum(content)).flip();
    }

    private static long checksum(ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(content.duplicate().position(0).limit(16));
        return crc.getValue();
    }
}
