package org.duovox.messagestore.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine's own file system. */
final class NioDisk implements Disk {

    private volatile @Nullable FileStore store;
    private final Path root;

    NioDisk(Path root) {
        this.root = root;
    }

    @Override
    public File open(Path path) throws IOException {
        return new NioFile(path);
    }

    @Override
    public long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException missing) {
            return -1;
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(names::add);
        } catch (NoSuchFileException missing) {
            return List.of();
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        names.sort(null);
        return names;
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (Files.isDirectory(directory) || parent == null) {
            return;
        }
        makeDirectory(parent);
        Files.createDirectories(directory);
        forceDirectory(parent);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long freeSpace() {
        try {
            FileStore found = store;
            if (found == null) {
                found = Files.getFileStore(root); // reads the list of all mounts: too much for each call
                store = found;
            }
            return found.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A channel closes under everybody when one of its users is interrupted, and a server interrupts its threads when it pleases.
     * So an interrupted operation opens the file again, is repeated, and the interrupt is handed on.
     */
    private static final class NioFile implements File {

        private final Path path;
        private FileChannel channel;
        private boolean closed;

        NioFile(Path path) throws IOException {
            this.path = path;
            channel = open(path);
        }

        private static FileChannel open(Path path) throws IOException {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        }

        @Override
        public long size() throws IOException {
            return uninterrupted(FileChannel::size);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int start = target.position();
            uninterrupted(c -> {
                while (target.hasRemaining()) {
                    if (c.read(target, position + target.position() - start) < 0) {
                        break;
                    }
                }
                return 0L;
            });
            return target.position() - start;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            int start = source.position();
            uninterrupted(c -> {
                while (source.hasRemaining()) {
                    c.write(source, position + source.position() - start);
                }
                return 0L;
            });
        }

        @Override
        public void truncate(long size) throws IOException {
            uninterrupted(c -> {
                c.truncate(size);
                return 0L;
            });
        }

        @Override
        public void force() throws IOException {
            uninterrupted(c -> {
                c.force(false);
                return 0L;
            });
        }

        @Override
        public synchronized void close() {
            closed = true;
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private long uninterrupted(Operation operation) throws IOException {
            boolean interrupted = false;
            try {
                while (true) {
                    FileChannel current = current();
                    try {
                        return operation.on(current);
                    } catch (ClosedChannelException e) {
                        // We or another user of the channel were interrupted; or it was closed, which current() finds
                        // out.
                        interrupted |= Thread.interrupted();
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private synchronized FileChannel current() throws IOException {
            if (closed) {
                throw new IOException("closed: " + path);
            }
            if (!channel.isOpen()) {
                // Not CREATE: a deleted file must not come back.
                channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            }
            return channel;
        }

        private interface Operation {
            long on(FileChannel channel) throws IOException;
        }
    }
}
