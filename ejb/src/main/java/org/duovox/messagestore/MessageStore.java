package org.duovox.messagestore;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.duovox.cluster.Member;
import org.duovox.replication.Position;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/** The audio of this server: what is being recorded, here or on the peer, and what was. Thread-safe. */
public interface MessageStore {

    /**
     * Starts a recording. Every 500 ms what came in is forced to the recording log together with that of all other calls, and
     * leaves for the peer.
     */
    Recording begin(RecordingHeader header);

    /** The audio under this id as far as it is here; nothing when there is none. */
    Optional<AudioClip> open(MessageId id);

    /** What is here under this id; nothing when there is none. */
    Optional<StoredAudio> describe(MessageId id);

    /**
     * What is really here under this id, read from the disk anew; nothing when there is none. The digest is empty when it cannot
     * be read.
     */
    Optional<StoredAudio> examine(MessageId id);

    /**
     * Puts audio in the place of what is missing or damaged.
     *
     * @param samples all of it
     * @return whether it is on stable storage; not while it is recorded, and not when it was thrown away
     * @throws IOException when the disk refuses
     */
    boolean restore(StoredAudio audio, byte[] samples) throws IOException;

    /**
     * The recordings of a server that were neither finished nor discarded, with what is here of them. For our own after a
     * restart, and for the peer's when it is lost. Of very many only some, until these are kept.
     */
    List<Orphan> orphans(Member origin);

    /** Says that a header is committed for this audio: it is kept, as a file of its own. Idempotent; does not wait. */
    void keep(MessageId id);

    /** Forgets the audio. Idempotent; does not wait. */
    void purge(MessageId id);

    /** Free space where recordings go, in bytes. */
    long freeSpace();

    /** A recording in progress, until it is finished and kept, discarded or abandoned. */
    interface Recording {

        MessageId id();

        /** Takes samples; copies, and never blocks. */
        void append(Codec codec, byte[] buffer, int offset, int length);

        /**
         * Ends it: completes when everything is on this server's stable storage. Called twice, it answers the same; when it failed
         * because the disk did not write, it tries again with all that was said.
         */
        CompletionStage<Finished> finish();

        /** Ends it and throws it away, here and on the peer, finished or not; no message may be of it. Does not wait. */
        void discard();

        /** Ends it, finished or not: nobody will keep it, and what is here of it is an orphan. Does not wait. */
        void abandon();
    }

    /** Of a finished recording: what is stored, and the audio lane's position that holds all of it. */
    record Finished(StoredAudio audio, Position position) {}

    /**
     * Stored audio.
     *
     * @param length in bytes
     * @param digest SHA-256 in hexadecimal
     */
    record StoredAudio(MessageId id, Codec codec, long length, String digest) {}

    /** A recording that nobody will finish, and what is here of it. */
    record Orphan(RecordingHeader header, StoredAudio audio) {}

    /**
     * What must be known to make a message of a recording whose server died.
     *
     * @param purpose what becomes of it; only messages are salvaged
     * @param mailbox id of the mailbox's user
     */
    record RecordingHeader(
            MessageId id, Purpose purpose, String mailbox, String callingNumber, String callingName, Instant started) {}

    /** What a recording is for. */
    enum Purpose {
        MESSAGE,
        GREETING
    }
}
