package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.duovox.messagestore.MessageId;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/** Stored audio being listened to: reads a second at a time, so that the media thread meets the disk once in fifty frames. */
final class StoredClip implements AudioClip {

    private static final System.Logger LOG = System.getLogger(StoredClip.class.getName());

    private final Library library;
    private final MessageId id;
    private final Codec codec;
    private final long length;
    private final ByteBuffer ahead = ByteBuffer.allocate(Codec.BYTES_PER_SECOND).limit(0);
    private long aheadFrom;

    StoredClip(Library library, MessageId id, Codec codec, long length) {
        this.library = library;
        this.id = id;
        this.codec = codec;
        this.length = length;
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public synchronized int read(long position, byte[] target, int offset, int wanted) {
        int copied = 0;
        int total = (int) Math.min(wanted, length - position);
        while (copied < total) {
            long at = position + copied;
            if (at < aheadFrom || at >= aheadFrom + ahead.limit()) {
                fill(at);
            }
            int there = (int) Math.min(total - copied, aheadFrom + ahead.limit() - at);
            if (there <= 0) {
                break;
            }
            ahead.get((int) (at - aheadFrom), target, offset + copied, there);
            copied += there;
        }
        return copied;
    }

    /** Audio that cannot be read ends: the listener goes on with what follows. */
    private void fill(long from) {
        ahead.clear().limit((int) Math.min(ahead.capacity(), length - from));
        aheadFrom = from;
        try {
            library.read(id, from, ahead);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Cannot read the audio of " + id, e);
        }
        ahead.flip();
    }
}
