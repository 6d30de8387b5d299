package org.duovox.messagestore.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What the store asks of a file system; a test's disk counts forces, fills up and loses power. Thread-safe. */
interface Disk {

    /** How the name of a file ends that {@link #replace} has not put in its place yet. */
    String UNFINISHED = ".new";

    /** Opens a file for reading and writing; makes it when it is missing. */
    File open(Path path) throws IOException;

    /** In bytes; -1 when there is no such file. */
    long size(Path path);

    /** Names in a directory, sorted; none when it is missing. */
    List<Path> list(Path directory) throws IOException;

    /** Makes it, with those above it, unless it is there; it survives a power loss. */
    void makeDirectory(Path directory) throws IOException;

    void delete(Path path) throws IOException;

    /** Renames, replacing what is there, in one step. */
    void move(Path from, Path to) throws IOException;

    /** Makes names that were added, changed or removed survive a power loss. */
    void forceDirectory(Path directory) throws IOException;

    /** Puts a file of this content in the place of what is there, or is not, in one step; returns when it is on stable storage. */
    default void replace(Path path, ByteBuffer content) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + UNFINISHED);
        try (File file = open(fresh)) {
            file.truncate(0);
            file.write(content, 0);
            file.force();
        }
        move(fresh, path);
        forceDirectory(path.resolveSibling(""));
    }

    long freeSpace();

    /** An open file. Reads may come from any thread, writes from one at a time. */
    interface File extends AutoCloseable {

        long size() throws IOException;

        /** Reads as much as there is, up to the buffer's limit; 0 at the end. */
        int read(ByteBuffer target, long position) throws IOException;

        /** Writes all of it. */
        void write(ByteBuffer source, long position) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns when the content is on stable storage. */
        void force() throws IOException;

        @Override
        void close();
    }
}
