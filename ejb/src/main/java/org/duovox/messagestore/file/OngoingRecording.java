package org.duovox.messagestore.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Finished;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.messagestore.MessageStore.StoredAudio;
import org.duovox.replication.Position;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/** A recording between a media thread, which brings samples, and the log's writer, which takes them away. */
final class OngoingRecording implements Recording {

    /** Samples that may wait for the disk, 8 s: what the longest hiccup of a healthy disk needs, times a port count that fits. */
    static final int MAX_WAITING = RecordCoder.MAX_AUDIO;

    private static final System.Logger LOG = System.getLogger(OngoingRecording.class.getName());

    private final RecordingHeader header;
    private final Runnable wakeWriter;
    private final Executor answers;
    private final Runnable purge;
    private final CompletableFuture<Finished> done = new CompletableFuture<>();
    private final MessageDigest digest = sha256();

    private byte[] waiting = new byte[Codec.BYTES_PER_SECOND];
    private int count;

    /** Of the waiting bytes: already in the digest, because an append with them failed. */
    private int digested;

    private long stored;
    private long dropped;
    private @Nullable Codec codec;
    private boolean startWritten;
    private Wish wish = Wish.RECORD;

    /** @param purge throws away what was finished */
    OngoingRecording(RecordingHeader header, Runnable wakeWriter, Executor answers, Runnable purge) {
        this.header = header;
        this.wakeWriter = wakeWriter;
        this.answers = answers;
        this.purge = purge;
    }

    private enum Wish {
        RECORD,
        FINISH,
        DISCARD
    }

    /**
     * What the writer has to write.
     *
     * @param taken how many waiting bytes are in it
     * @param audio what is stored, if it is finished with this
     * @param ends whether nothing follows
     */
    record Batch(
            List<LogRecord> records, int taken, @Nullable StoredAudio audio, boolean ends) {}

    @Override
    public MessageId id() {
        return header.id();
    }

    @Override
    public synchronized void append(Codec codec, byte[] buffer, int offset, int length) {
        if (wish != Wish.RECORD) {
            return;
        }
        this.codec = codec;
        int room = Math.min(length, MAX_WAITING - count);
        if (room < length) {
            if (dropped == 0) {
                LOG.log(Level.ERROR, "The disk does not keep up: samples of recording " + id() + " are lost");
            }
            dropped += length - room;
        }
        if (count + room > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.min(MAX_WAITING, Math.max(2 * waiting.length, count + room)));
        }
        System.arraycopy(buffer, offset, waiting, count, room);
        count += room;
    }

    @Override
    public CompletionStage<Finished> finish() {
        synchronized (this) {
            if (wish == Wish.RECORD) {
                wish = Wish.FINISH;
            }
        }
        wakeWriter.run();
        return done.minimalCompletionStage();
    }

    @Override
    public void discard() {
        boolean finishing;
        synchronized (this) {
            finishing = wish == Wish.FINISH;
            if (wish == Wish.RECORD) {
                wish = Wish.DISCARD;
            }
        }
        if (finishing) {
            var unused = done.whenComplete((finished, failure) -> purge.run());
        }
        wakeWriter.run();
    }

    /** Whether samples are missing in the middle: then what is left counts as cut short, and nobody is told that it is stored. */
    synchronized boolean hasHole() {
        return dropped > 0;
    }

    /** Null when there is nothing to write; what goes on is only written when {@code all} is. */
    synchronized @Nullable Batch collect(boolean all) {
        if (wish == Wish.RECORD && !(all && (count > 0 || !startWritten))) {
            return null;
        }
        if (wish == Wish.DISCARD) {
            List<LogRecord> last = startWritten ? List.of(new LogRecord.Discarded(id())) : List.of();
            return new Batch(last, 0, null, true);
        }
        List<LogRecord> records = new ArrayList<>(3);
        if (!startWritten) {
            records.add(new LogRecord.Started(header));
        }
        Codec known = codec == null ? Codec.PCMU : codec;
        if (count > 0) {
            digest.update(waiting, digested, count - digested);
            digested = count;
            records.add(new LogRecord.Audio(id(), stored, known, Arrays.copyOf(waiting, count)));
        }
        if (wish != Wish.FINISH) {
            return new Batch(records, count, null, false);
        }
        String sum = HexFormat.of().formatHex(digest.digest());
        records.add(new LogRecord.Finished(id(), known, stored + count, sum));
        return new Batch(records, count, new StoredAudio(id(), known, stored + count, sum), true);
    }

    /** It is on stable storage, up to and with this position. */
    void written(Batch batch, Position last) {
        synchronized (this) {
            startWritten = true;
            stored += batch.taken();
            count -= batch.taken();
            digested -= batch.taken();
            System.arraycopy(waiting, batch.taken(), waiting, 0, count);
        }
        if (batch.audio() != null && hasHole()) {
            ended(new IOException("the disk did not keep up with the recording"));
        } else if (batch.audio() != null) {
            Finished finished = new Finished(batch.audio(), last);
            answers.execute(() -> done.complete(finished));
        } else if (batch.ends()) {
            ended(new IllegalStateException("the recording was discarded"));
        }
    }

    /** It could not be written. What was to be the end is the end all the same; the rest is tried again. */
    void notWritten(Batch batch, IOException reason) {
        if (batch.ends()) {
            ended(reason);
        }
    }

    private void ended(Exception reason) {
        answers.execute(() -> done.completeExceptionally(reason));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
