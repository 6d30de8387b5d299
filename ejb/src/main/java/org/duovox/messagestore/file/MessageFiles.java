package org.duovox.messagestore.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duovox.messagestore.MessageId;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/** A file for each kept recording, raw samples, named for its id in a directory named for the id's last two characters. */
final class MessageFiles {

    /** Copied at once: enough that the number of calls does not matter. */
    private static final int BLOCK = 1 << 16;

    private final Disk disk;
    private final Path root;

    MessageFiles(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /** A file that is there. */
    record Found(Path path, Codec codec, long length) {}

    /** Gives bytes of a recording. */
    interface Source {
        int read(long position, ByteBuffer target) throws IOException;
    }

    @Nullable
    Found find(MessageId id) {
        for (Codec codec : Codec.values()) {
            Path path = path(id, codec);
            long length = disk.size(path);
            if (length >= 0) {
                return new Found(path, codec, length);
            }
        }
        return null;
    }

    /** Writes bytes from {@code from} to {@code to}; a new file appears whole. Not forced yet. */
    void write(MessageId id, Codec codec, long from, long to, Source source) throws IOException {
        Found known = find(id);
        Path path = known == null ? path(id, codec) : known.path();
        Path written = known == null ? path.resolveSibling(path.getFileName() + ".new") : path;
        disk.makeDirectory(directory(id));
        try (Disk.File file = disk.open(written)) {
            copy(file, known == null ? 0 : from, to, source);
        }
        if (known == null) {
            disk.move(written, path);
        }
    }

    private static void copy(Disk.File file, long from, long to, Source source) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long at = from;
        while (at < to) {
            block.clear().limit((int) Math.min(BLOCK, to - at));
            int count = source.read(at, block);
            if (count <= 0) {
                throw new IOException("the recording ends at " + at + " and not at " + to);
            }
            file.write(block.flip(), at);
            at += count;
        }
    }

    /** Puts a file in the place of whatever is there; forced, and in one step. */
    void replace(MessageId id, Codec codec, byte[] samples) throws IOException {
        Path path = path(id, codec);
        Path written = path.resolveSibling(path.getFileName() + ".mended");
        disk.makeDirectory(directory(id));
        try (Disk.File file = disk.open(written)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(samples), 0);
            file.force();
        }
        disk.move(written, path);
        for (Codec other : Codec.values()) {
            if (other != codec && disk.size(path(id, other)) >= 0) {
                disk.delete(path(id, other));
            }
        }
        disk.forceDirectory(directory(id));
        disk.forceDirectory(root);
    }

    int read(MessageId id, long position, ByteBuffer target) throws IOException {
        Found found = find(id);
        if (found == null) {
            throw new IOException("no audio of " + id);
        }
        try (Disk.File file = disk.open(found.path())) {
            return file.read(target, position);
        }
    }

    /** Returns when these files and their names are on stable storage. */
    void force(Collection<MessageId> ids) throws IOException {
        Set<Path> directories = new HashSet<>();
        for (MessageId id : ids) {
            Found found = find(id);
            if (found != null) {
                try (Disk.File file = disk.open(found.path())) {
                    file.force();
                }
                directories.add(directory(id));
            }
        }
        for (Path directory : directories) {
            disk.forceDirectory(directory);
        }
        if (!directories.isEmpty()) {
            disk.forceDirectory(root);
        }
    }

    /** Returns when they are gone for good. */
    void delete(MessageId id) throws IOException {
        for (Codec codec : Codec.values()) {
            Path path = path(id, codec);
            if (disk.size(path) >= 0) {
                disk.delete(path);
                disk.forceDirectory(directory(id));
            }
        }
    }

    /** Where files are. */
    List<Path> directories() throws IOException {
        return disk.list(root);
    }

    /** Whose files are in one of them. */
    List<MessageId> in(Path directory) throws IOException {
        return disk.list(directory).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".ulaw") || name.endsWith(".alaw"))
                .map(name -> name.substring(0, name.length() - 5))
                .filter(MessageId::isOne)
                .map(MessageId::new)
                .toList();
    }

    private Path directory(MessageId id) {
        String name = id.value();
        return root.resolve(name.substring(name.length() - 2));
    }

    private Path path(MessageId id, Codec codec) {
        return directory(id).resolve(id.value() + (codec == Codec.PCMA ? ".alaw" : ".ulaw"));
    }
}
