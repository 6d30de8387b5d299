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
    private final Runnable leave;
    private final MessageDigest digest;

    private byte[] waiting = new byte[Codec.BYTES_PER_SECOND];
    private int count;

    /** Of the waiting bytes: already in the digest, because an append with them failed. */
    private int digested;

    private long stored;
    private long dropped;
    private @Nullable Codec codec;
    private boolean startTried;
    private boolean startWritten;
    private Wish wish = Wish.RECORD;

    /** What is to be done once the finish that is under way has succeeded or failed. */
    private Wish then = Wish.WAIT;

    /** Of the last finish that was asked for. */
    private CompletableFuture<Finished> done = new CompletableFuture<>();

    /**
     * Begins it.
     *
     * @param purge throws away what was finished
     * @param leave makes it one that nobody will finish
     */
    OngoingRecording(RecordingHeader header, Runnable wakeWriter, Executor answers, Runnable purge, Runnable leave) {
        this.header = header;
        this.wakeWriter = wakeWriter;
        this.answers = answers;
        this.purge = purge;
        this.leave = leave;
        this.digest = sha256();
    }

    private enum Wish {
        RECORD,
        FINISH,
        DISCARD,
        ABANDON,

        /** A finish failed: what was said is written nevertheless, and whether it is finished or thrown away comes next. */
        WAIT,

        /** Nothing of it will be written any more. */
        OVER
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
        CompletableFuture<Finished> asked;
        synchronized (this) {
            if (wish == Wish.WAIT) {
                done = new CompletableFuture<>();
            }
            if (wish == Wish.RECORD || wish == Wish.WAIT) {
                wish = Wish.FINISH;
            }
            asked = done;
        }
        wakeWriter.run();
        return asked.minimalCompletionStage();
    }

    @Override
    public void discard() {
        end(Wish.DISCARD, purge);
    }

    @Override
    public void abandon() {
        end(Wish.ABANDON, leave);
    }

    private void end(Wish how, Runnable ifOver) {
        boolean over;
        synchronized (this) {
            over = wish == Wish.OVER;
            if (wish == Wish.RECORD || wish == Wish.WAIT) {
                wish = how;
            } else if (wish == Wish.FINISH && then == Wish.WAIT) {
                then = how;
            }
        }
        if (over) {
            ifOver.run();
        }
        wakeWriter.run();
    }

    /** Whether samples are missing in the middle: then what is left counts as cut short, and nobody is told that it is stored. */
    private synchronized boolean hasHole() {
        return dropped > 0;
    }

    /** Null when there is nothing to write; what goes on is only written when {@code all} is. */
    synchronized @Nullable Batch collect(boolean all) {
        return switch (wish) {
            case RECORD, WAIT -> all && (count > 0 || !startWritten) ? new Batch(audio(), count, null, false) : null;
            case FINISH -> finished();
            case DISCARD -> discarded();
            case ABANDON -> new Batch(startWritten || count > 0 ? audio() : List.of(), count, null, true);
            case OVER -> null;
        };
    }

    private Batch discarded() {
        // It may take until the disk is well again.
        waiting = new byte[0];
        count = 0;
        digested = 0;
        return new Batch(startTried ? List.of(new LogRecord.Discarded(id())) : List.of(), 0, null, true);
    }

    private List<LogRecord> audio() {
        List<LogRecord> records = new ArrayList<>(3);
        if (!startWritten) {
            startTried = true;
            records.add(new LogRecord.Started(header));
        }
        if (count > 0) {
            digest.update(waiting, digested, count - digested);
            digested = count;
            records.add(new LogRecord.Audio(id(), stored, codec(), Arrays.copyOf(waiting, count)));
        }
        return records;
    }

    private Codec codec() {
        return codec == null ? Codec.PCMU : codec;
    }

    private Batch finished() {
        List<LogRecord> records = audio();
        String sum = HexFormat.of().formatHex(digestSoFar());
        records.add(new LogRecord.Finished(id(), codec(), stored + count, sum));
        return new Batch(records, count, new StoredAudio(id(), codec(), stored + count, sum), true);
    }

    /** The finish may fail and be tried again. */
    private byte[] digestSoFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Java's own SHA-256 can be cloned", e);
        }
    }

    /** It is on stable storage, up to and with this position. */
    void written(Batch batch, Position last) {
        Wish did;
        synchronized (this) {
            startWritten = true;
            stored += batch.taken();
            count -= batch.taken();
            digested -= batch.taken();
            System.arraycopy(waiting, batch.taken(), waiting, 0, count);
            if (!batch.ends()) {
                return;
            }
            did = wish == Wish.FINISH ? then : wish;
            wish = Wish.OVER;
        }
        if (batch.audio() == null) {
            failed(new IllegalStateException("the recording was given up"));
        } else if (hasHole()) {
            failed(new IOException("the disk did not keep up with the recording"));
        } else {
            Finished finished = new Finished(batch.audio(), last);
            answers.execute(() -> done.complete(finished));
        }
        if (did == Wish.DISCARD && batch.audio() != null) {
            purge.run();
        } else if (did == Wish.DISCARD || did == Wish.ABANDON) {
            leave.run();
        }
    }

    /**
     * It could not be written. What goes on or is thrown away is tried again by itself, a finish when somebody asks for it; what was
     * abandoned is left as the log has it.
     *
     * @return whether it is over
     */
    boolean notWritten(Batch batch, IOException reason) {
        boolean over;
        CompletableFuture<Finished> asked;
        synchronized (this) {
            if (!batch.ends() || wish == Wish.DISCARD) {
                return false;
            }
            over = wish == Wish.ABANDON;
            wish = over ? Wish.OVER : then;
            then = Wish.WAIT;
            // A finish that is asked for from now on gets an answer of its own.
            asked = done;
        }
        answers.execute(() -> asked.completeExceptionally(reason));
        if (over) {
            leave.run();
        }
        return over;
    }

    /** Over as it is, no other finish is asked for. */
    private void failed(Exception reason) {
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
