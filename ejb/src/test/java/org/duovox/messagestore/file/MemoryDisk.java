package org.duovox.messagestore.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A disk that forgets what was not forced when its power goes, fills up, and counts. */
final class MemoryDisk implements Disk {

    long capacity = Long.MAX_VALUE;
    boolean refusesForce;
    boolean liesAboutForce;
    int forces;

    /** What the disk has under this name cannot be read. */
    @Nullable
    Path unreadable;

    /** From here on. */
    long unreadableFrom;

    /** Changes of the disk after which the process dies, in the middle of what it does. */
    long stepsToDeath = Long.MAX_VALUE;

    private final Map<Path, Node> files = new HashMap<>();
    private final Map<Path, Node> forcedNames = new HashMap<>();

    private static final class Node {
        byte[] content = new byte[0];
        byte[] forced = new byte[0];
    }

    /** The process died. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    private void step() {
        if (stepsToDeath-- <= 0) {
            throw new Died();
        }
    }

    /** What is on the disk after the power went: what was forced, and of the rest what luck leaves. */
    synchronized MemoryDisk afterPowerLoss(Random luck) {
        MemoryDisk left = new MemoryDisk();
        left.liesAboutForce = liesAboutForce;
        forcedNames.forEach((path, node) -> {
            Node survivor = new Node();
            survivor.content = leftOf(node, luck);
            survivor.forced = survivor.content.clone();
            left.files.put(path, survivor);
            left.forcedNames.put(path, survivor);
        });
        return left;
    }

    /** Pages that were not forced may be there or not, one by one, and the size may have been written before them. */
    private static byte[] leftOf(Node node, Random luck) {
        if (Arrays.equals(node.content, node.forced) || luck.nextInt(3) == 0) {
            return node.forced.clone();
        }
        byte[] left = Arrays.copyOf(node.forced, Math.max(node.forced.length, luck.nextInt(node.content.length + 1)));
        int page = 512;
        for (int at = 0; at < Math.min(left.length, node.content.length); at += page) {
            if (luck.nextBoolean()) {
                System.arraycopy(
                        node.content, at, left, at, Math.min(page, Math.min(left.length, node.content.length) - at));
            }
        }
        return left;
    }

    /** The same disk for another process: nothing is lost, only handles are. */
    synchronized byte[] content(Path path) {
        return node(path).content.clone();
    }

    synchronized void overwrite(Path path, byte[] content) {
        Node node = node(path);
        node.content = content.clone();
        node.forced = content.clone();
    }

    private Node node(Path path) {
        Node node = files.get(path);
        if (node == null) {
            throw new AssertionError("no file " + path + " in " + files.keySet());
        }
        return node;
    }

    synchronized long used() {
        return files.values().stream().mapToLong(node -> node.content.length).sum();
    }

    @Override
    public synchronized File open(Path path) {
        return new MemoryFile(path, files.computeIfAbsent(path, missing -> new Node()));
    }

    @Override
    public synchronized long size(Path path) {
        Node node = files.get(path);
        return node == null ? -1 : node.content.length;
    }

    @Override
    public synchronized List<Path> list(Path directory) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(directory) && !path.equals(directory))
                .map(path -> directory.resolve(path.getName(directory.getNameCount())))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void makeDirectory(Path directory) {}

    @Override
    public synchronized void delete(Path path) {
        step();
        files.remove(path);
    }

    @Override
    public synchronized void move(Path from, Path to) {
        step();
        files.put(to, node(from));
        files.remove(from);
    }

    @Override
    public synchronized void forceDirectory(Path directory) {
        step();
        forcedNames.keySet().removeIf(path -> directory.equals(path.getParent()));
        files.forEach((path, node) -> {
            if (directory.equals(path.getParent())) {
                forcedNames.put(path, node);
            }
        });
    }

    @Override
    public long freeSpace() {
        return capacity - used();
    }

    private final class MemoryFile implements File {

        private final Path path;
        private final Node node;
        private @Nullable String closed;

        MemoryFile(Path path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public long size() {
            synchronized (MemoryDisk.this) {
                return node.content.length;
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                if (closed != null) {
                    throw new IOException(closed);
                }
                if (path.equals(unreadable) && position + target.remaining() > unreadableFrom) {
                    throw new IOException("Input/output error");
                }
                int count = (int) Math.max(0, Math.min(target.remaining(), node.content.length - position));
                if (count > 0) {
                    target.put(node.content, (int) position, count);
                }
                return count;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                long room = Math.max(0, capacity - used() + node.content.length - position);
                int count = (int) Math.min(room, source.remaining());
                int wanted = source.remaining();
                if (stepsToDeath == 0) {
                    count /= 2;
                }
                node.content = Arrays.copyOf(node.content, (int) Math.max(node.content.length, position + count));
                source.get(node.content, (int) position, count);
                step();
                if (count < wanted) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void truncate(long size) {
            synchronized (MemoryDisk.this) {
                step();
                if (size < node.content.length) {
                    node.content = Arrays.copyOf(node.content, (int) size);
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                step();
                forces++;
                if (refusesForce) {
                    throw new IOException("Input/output error");
                }
                if (!liesAboutForce) {
                    node.forced = node.content.clone();
                }
            }
        }

        @Override
        public void close() {
            closed = "closed";
        }
    }
}
