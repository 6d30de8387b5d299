package org.duovox.comparison;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.duovox.cluster.PeerLink;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.replication.Bytes;
import org.duovox.replication.LaneLog;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Position;
import org.duovox.sip.AudioClip;

/** The audio of one message in parts, for a server whose own copy is missing or damaged. */
public final class AudioCopies {

    /** A part, in bytes: two minutes of speech. */
    static final int PART = 1 << 20;

    private AudioCopies() {}

    /** What is asked for. */
    record Wanted(MessageId id, long from) {

        byte[] encode() {
            return Bytes.of(out -> {
                out.writeUTF(id.value());
                out.writeLong(from);
            });
        }

        static Wanted decode(byte[] bytes) {
            return Bytes.read(bytes, "not a question about audio", in -> {
                MessageId id = new MessageId(in.readUTF());
                long from = in.readLong();
                if (from < 0) {
                    throw new MalformedEntryException("audio from " + from);
                }
                return new Wanted(id, from);
            });
        }
    }

    /**
     * What there is of it.
     *
     * @param written the last entry of the audio lane of the server that answers
     * @param samples none behind the end, or when there is nothing under that id
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(Position written, byte[] samples) {

        byte[] encode() {
            return ByteBuffer.allocate(Long.BYTES + samples.length)
                    .putLong(written.value())
                    .put(samples)
                    .array();
        }

        static Part decode(byte[] bytes) {
            if (bytes.length < Long.BYTES || bytes.length > Long.BYTES + PART) {
                throw new MalformedEntryException("a part of audio of " + bytes.length + " bytes");
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long written = in.getLong();
            if (written < 0) {
                throw new MalformedEntryException("not a position");
            }
            byte[] samples = new byte[in.remaining()];
            in.get(samples);
            return new Part(new Position(written), samples);
        }
    }

    /** Answers the peer from what is stored here. */
    public static PeerLink.Handler from(MessageStore store, LaneLog log) {
        return request -> {
            Wanted wanted = Wanted.decode(request);
            Optional<AudioClip> clip = store.open(wanted.id());
            byte[] samples = clip.map(audio -> read(audio, wanted.from())).orElse(new byte[0]);
            return new Part(log.last(), samples).encode();
        };
    }

    private static byte[] read(AudioClip clip, long from) {
        byte[] samples = new byte[(int) Math.max(0, Math.min(PART, clip.length() - from))];
        int at = 0;
        while (at < samples.length) {
            int count = clip.read(from + at, samples, at, samples.length - at);
            if (count <= 0) {
                return Arrays.copyOf(samples, at);
            }
            at += count;
        }
        return samples;
    }
}
