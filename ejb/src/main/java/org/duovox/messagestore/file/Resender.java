package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.StoredAudio;

/**
 * Says again, at the end of the log, what is in files: for a peer whose disk was replaced, or that was away for so long that
 * the log could not wait. Idempotent there. For one thread, except for {@link #request}.
 */
final class Resender {

    private static final System.Logger LOG = System.getLogger(Resender.class.getName());

    /** At each turn, every 2 s: leaves most of a disk and of a link to the calls. */
    private static final long BYTES_PER_TURN = 16 << 20;

    private final MessageFiles files;
    private final Library library;
    private final RecordingLog log;
    private final Disk disk;

    /** There as long as something is to be said: a restart begins anew. */
    private final Path mark;

    private boolean marked;
    private final Deque<Path> directories = new ArrayDeque<>();
    private final Deque<MessageId> ids = new ArrayDeque<>();
    private volatile boolean requested;
    private volatile boolean underWay;

    Resender(MessageFiles files, Library library, RecordingLog log, Disk disk, Path mark) {
        this.files = files;
        this.library = library;
        this.log = log;
        this.disk = disk;
        this.mark = mark;
        marked = disk.size(mark) >= 0;
        requested = marked;
    }

    /** All of it, unless it is under way. */
    void request() {
        requested |= !underWay;
    }

    /** All of it, from the beginning, after what is under way: what was said already may have been forgotten again. */
    void requestOnceMore() {
        requested = true;
    }

    /** Sends some. */
    void turn() {
        try {
            if (requested && !marked) {
                disk.replace(mark, ByteBuffer.allocate(1));
                marked = true;
            }
            if (log.isBusy()) {
                return; // the disk or the peer is slower than we are
            }
            if (marked && !requested && !underWay) {
                disk.delete(mark);
                marked = false;
            }
            if (requested && ids.isEmpty() && directories.isEmpty()) {
                underWay = true;
                directories.addAll(files.directories());
                requested = false;
                LOG.log(Level.INFO, "All stored audio is sent to the peer again");
            }
            long sent = 0;
            while (sent < BYTES_PER_TURN && (!ids.isEmpty() || !directories.isEmpty())) {
                if (ids.isEmpty()) {
                    ids.addAll(files.in(directories.remove()));
                } else {
                    sent += send(ids.remove());
                }
            }
            underWay = !ids.isEmpty() || !directories.isEmpty();
        } catch (IOException e) {
            // Not that file, then; the others have their turn, slowly if the disk fails.
            LOG.log(Level.ERROR, "Stored audio cannot be sent to the peer again", e);
        }
    }

    /** Returns how many bytes were read. */
    private long send(MessageId id) throws IOException {
        Optional<Library.Holding> holding = library.holding(id);
        if (holding.isEmpty()) {
            return 0;
        }
        StoredAudio audio = library.examine(id, holding.get());
        String recorded = holding.get().digest();
        if (recorded != null && !recorded.equals(audio.digest())) {
            LOG.log(Level.WARNING, "Not sent to the peer again, for it is not what was recorded: " + id);
            return audio.length();
        }
        ByteBuffer block = ByteBuffer.allocate(RecordCoder.MAX_AUDIO);
        long at = 0;
        while (at < audio.length()) {
            block.clear().limit((int) Math.min(block.capacity(), audio.length() - at));
            int count = library.read(id, at, block);
            if (count <= 0) {
                throw new IOException("the audio of " + id + " ends at " + at);
            }
            byte[] samples = Arrays.copyOf(block.array(), count);
            log.remark(new LogRecord.Audio(id, at, audio.codec(), samples));
            at += count;
        }
        log.remark(new LogRecord.Finished(id, audio.codec(), audio.length(), audio.digest()));
        return audio.length();
    }
}
