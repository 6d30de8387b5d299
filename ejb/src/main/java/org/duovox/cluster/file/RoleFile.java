package org.duovox.cluster.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import org.duovox.cluster.RoleStore;
import org.duovox.cluster.ServerStatus;
import org.duovox.cluster.StoredRole;
import org.jspecify.annotations.Nullable;

/**
 * The role in a file of its own, so that a server with a failed database can still hand over. The file has its full size
 * from the start, so that a full disk does not matter; two slots are written in turn, so that a torn write loses only the
 * write itself.
 */
public final class RoleFile implements RoleStore {

    /** A page each: a torn write of one does not reach the other. */
    static final int SLOT = 4096;

    private static final int MAGIC = 0x44565231;

    /** magic, sequence, status, term, pending swap, made by hand, epoch. */
    private static final int CONTENT = 4 + 8 + 1 + 8 + 1 + 1 + 8;

    static final int RECORD = CONTENT + 8;

    /** The number of a status in the file is its place here; new ones go to the end. */
    private static final List<ServerStatus> STATUS_CODES = List.of(
            ServerStatus.PRIMARY,
            ServerStatus.SECONDARY,
            ServerStatus.DEACTIVATED,
            ServerStatus.NOT_FUNCTIONING,
            ServerStatus.STARTING,
            ServerStatus.REPLICATING_DATA,
            ServerStatus.SPLIT_BRAIN_RECOVERY);

    private final Path path;

    private record Slot(long sequence, StoredRole role) {}

    public RoleFile(Path path) {
        this.path = path;
    }

    @Override
    public synchronized StoredRole read() throws IOException {
        Slot newest = newest();
        return newest == null ? StoredRole.NEW : newest.role();
    }

    @Override
    public synchronized void write(StoredRole role) throws IOException {
        if (!Files.exists(path)) {
            preallocate();
        }
        Slot newest = newest();
        long sequence = newest == null ? 1 : newest.sequence() + 1;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = encode(sequence, role);
            long at = sequence % 2 * SLOT;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        }
    }

    private void preallocate() throws IOException {
        Path whole = path.toAbsolutePath();
        Path directory = whole.getParent();
        if (directory == null) {
            throw new IOException("The role file needs a directory: " + path);
        }
        Files.createDirectories(directory);
        Path fresh = whole.resolveSibling(whole.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(2 * SLOT);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
        }
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    private @Nullable Slot newest() throws IOException {
        if (!Files.exists(path)) {
            return null;
        }
        byte[] bytes = new byte[2 * SLOT];
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer into = ByteBuffer.wrap(bytes);
            int read = 0;
            while (into.hasRemaining() && read >= 0) {
                read = channel.read(into);
            }
        }
        Slot first = decode(ByteBuffer.wrap(bytes, 0, RECORD));
        Slot second = decode(ByteBuffer.wrap(bytes, SLOT, RECORD));
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.sequence() > second.sequence() ? first : second;
    }

    private static ByteBuffer encode(long sequence, StoredRole role) {
        ByteBuffer bytes = ByteBuffer.allocate(RECORD);
        bytes.putInt(MAGIC)
                .putLong(sequence)
                .put((byte) STATUS_CODES.indexOf(role.status()))
                .putLong(role.term());
        bytes.put((byte) (role.pendingSwap() ? 1 : 0)).put((byte) (role.madeByHand() ? 1 : 0));
        bytes.putLong(role.epoch());
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, CONTENT);
        return bytes.putLong(crc.getValue()).flip();
    }

    private static @Nullable Slot decode(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate().limit(bytes.position() + CONTENT));
        if (crc.getValue() != bytes.getLong(bytes.position() + CONTENT) || bytes.getInt() != MAGIC) {
            return null;
        }
        long sequence = bytes.getLong();
        int status = bytes.get();
        long term = bytes.getLong();
        boolean pendingSwap = bytes.get() == 1;
        boolean madeByHand = bytes.get() == 1;
        long epoch = bytes.getLong();
        if (status < 0 || status >= STATUS_CODES.size() || term < 0 || epoch < 0) {
            return null;
        }
        return new Slot(sequence, new StoredRole(STATUS_CODES.get(status), term, pendingSwap, madeByHand, epoch));
    }
}
