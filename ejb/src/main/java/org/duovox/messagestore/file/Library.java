package org.duovox.messagestore.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/** Reads audio wherever it lies now: in a log, or in a file. Thread-safe. */
final class Library {

    /** A place may change this often under a reader before we call it an error: log to file, and file extended. */
    private static final int TRIES = 4;

    private static final int BLOCK = 1 << 16;

    /** Digests remembered: the messages that users listen to at the same time, generously. */
    private static final int MAX_DIGESTS = 1024;

    private final Takes takes;
    private final MessageFiles files;
    private final Map<StoredAudio, String> digests = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StoredAudio, String> eldest) {
            return size() > MAX_DIGESTS;
        }
    };

    Library(Takes takes, MessageFiles files) {
        this.takes = takes;
        this.files = files;
    }

    /**
     * What is here of a recording.
     *
     * @param digest null when it has to be computed
     */
    record Holding(Codec codec, long length, @Nullable String digest) {}

    Optional<Holding> holding(MessageId id) {
        Optional<Holding> logged = takes.with(id, take -> take == null ? Optional.empty() : logged(take));
        return logged.isPresent() || takes.with(id, take -> take != null) ? logged : filed(id);
    }

    private static Optional<Holding> logged(Take take) {
        Codec codec = take.codec;
        if (codec == null || take.discarded) {
            return Optional.empty();
        }
        long length = take.length();
        LogRecord.Finished finished = take.finished;
        return Optional.of(
                new Holding(codec, length, finished != null && finished.length() == length ? finished.digest() : null));
    }

    private Optional<Holding> filed(MessageId id) {
        MessageFiles.Found found = files.find(id);
        return found == null ? Optional.empty() : Optional.of(new Holding(found.codec(), found.length(), null));
    }

    StoredAudio describe(MessageId id, Holding holding) throws IOException {
        String known = holding.digest();
        if (known != null) {
            return new StoredAudio(id, holding.codec(), holding.length(), known);
        }
        StoredAudio key = new StoredAudio(id, holding.codec(), holding.length(), "");
        synchronized (digests) {
            known = digests.get(key);
        }
        if (known == null) {
            known = digest(id, holding.length());
            synchronized (digests) {
                digests.put(key, known);
            }
        }
        return new StoredAudio(id, holding.codec(), holding.length(), known);
    }

    /** As it is on the disk now. */
    StoredAudio examine(MessageId id, Holding holding) throws IOException {
        return new StoredAudio(id, holding.codec(), holding.length(), digest(id, holding.length()));
    }

    /** Puts a file in the place of the one that is there, or is not. */
    void replace(StoredAudio audio, byte[] samples) throws IOException {
        files.replace(audio.id(), audio.codec(), samples);
        synchronized (digests) {
            digests.keySet().removeIf(known -> known.id().equals(audio.id()));
        }
    }

    private String digest(MessageId id, long length) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long at = 0;
        while (at < length) {
            block.clear().limit((int) Math.min(BLOCK, length - at));
            int count = read(id, at, block);
            if (count <= 0) {
                throw new IOException("the audio of " + id + " ends at " + at + " and not at " + length);
            }
            digest.update(block.flip());
            at += count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Fills the buffer as far as there is audio. */
    int read(MessageId id, long position, ByteBuffer target) throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            if (readSome(id, position + target.position() - start, target) <= 0) {
                break;
            }
        }
        return target.position() - start;
    }

    private int readSome(MessageId id, long position, ByteBuffer target) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Place place = takes.with(id, take -> take == null ? Place.FILE : place(take, position));
            try {
                return readFrom(place, id, position, target);
            } catch (IOException moved) {
                last = moved;
            }
        }
        throw new IOException("cannot read the audio of " + id, last);
    }

    /** Where a byte lies, and how many follow it there; in a file if there is no extent. */
    private record Place(Take.@Nullable Extent extent, long end) {

        static final Place FILE = new Place(null, Long.MAX_VALUE);
    }

    private static Place place(Take take, long position) {
        Take.Extent extent = take.at(position);
        return extent != null ? new Place(extent, extent.end()) : new Place(null, take.fileEndAfter(position));
    }

    private int readFrom(Place place, MessageId id, long position, ByteBuffer target) throws IOException {
        int wanted = (int) Math.min(target.remaining(), place.end() - position);
        if (wanted <= 0) {
            return 0;
        }
        ByteBuffer part = target.slice(target.position(), wanted);
        Take.Extent extent = place.extent();
        int count = extent == null
                ? files.read(id, position, part)
                : extent.segment().file.read(part, extent.at() + position - extent.offset());
        target.position(target.position() + count);
        return count;
    }
}
