package org.duovox.messagestore.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.Purpose;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.replication.Position;
import org.duovox.sip.Codec;
import org.jspecify.annotations.Nullable;

/**
 * How a record is written, big-endian: length of what follows the checksum (4 bytes), CRC-32C of it (4), position (8), previous
 * position (8), kind (1), message id (2 + n), payload. The samples of an audio record are its last bytes. Kinds
 * are what is on disks: never change one, only add.
 */
final class RecordCoder {

    /** Samples in one record; bounds what one bad length field can make us read. */
    static final int MAX_AUDIO = 1 << 16;

    /** The longest record: its samples and a generous header. */
    static final int MAX_RECORD = MAX_AUDIO + (1 << 13);

    /** Length and checksum. */
    static final int PREFIX = 8;

    private static final int MIN_RECORD = PREFIX + 8 + 8 + 1 + 2;

    /** Longer caller names are cut: they come from the network. */
    private static final int MAX_TEXT = 256;

    private static final int STARTED = 1;
    private static final int AUDIO = 2;
    private static final int FINISHED = 3;
    private static final int DISCARDED = 4;
    private static final int KEPT = 5;

    private static final int MESSAGE = 0;
    private static final int GREETING = 1;

    private RecordCoder() {}

    static LogEntry encode(Position position, Position previous, LogRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(0); // length and checksum follow
            out.writeLong(position.value());
            out.writeLong(previous.value());
            out.writeByte(kind(record));
            out.writeUTF(record.id().value());
            writePayload(record, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] encoded = bytes.toByteArray();
        ByteBuffer prefix = ByteBuffer.wrap(encoded);
        prefix.putInt(encoded.length - PREFIX).putInt(checksum(encoded));
        return new LogEntry(position, previous, record, encoded);
    }

    /** The record that starts at the buffer's position, which is moved behind it; null when no whole good record is there. */
    static @Nullable LogEntry decode(ByteBuffer source) {
        int length = lengthAt(source);
        if (length < MIN_RECORD || length > source.remaining()) {
            return null;
        }
        byte[] encoded = new byte[length];
        source.get(source.position(), encoded);
        if (checksum(encoded) != ByteBuffer.wrap(encoded).getInt(4)) {
            return null;
        }
        source.position(source.position() + length);
        return parse(encoded);
    }

    /** The length of the record that seems to start here, with its prefix; 0 when none can. */
    static int lengthAt(ByteBuffer source) {
        if (source.remaining() < PREFIX) {
            return 0;
        }
        int length = source.getInt(source.position());
        return length < MIN_RECORD - PREFIX || length > MAX_RECORD - PREFIX ? 0 : length + PREFIX;
    }

    private static int checksum(byte[] encoded) {
        CRC32C crc = new CRC32C();
        crc.update(encoded, PREFIX, encoded.length - PREFIX);
        return (int) crc.getValue();
    }

    private static int kind(LogRecord record) {
        return switch (record) {
            case LogRecord.Started started -> STARTED;
            case LogRecord.Audio audio -> AUDIO;
            case LogRecord.Finished finished -> FINISHED;
            case LogRecord.Discarded discarded -> DISCARDED;
            case LogRecord.Kept kept -> KEPT;
            case LogRecord.Unknown unknown -> throw new IllegalArgumentException("cannot write an unknown record");
        };
    }

    private static void writePayload(LogRecord record, DataOutputStream out) throws IOException {
        switch (record) {
            case LogRecord.Started(RecordingHeader header) -> {
                out.writeByte(header.purpose() == Purpose.MESSAGE ? MESSAGE : GREETING);
                out.writeUTF(cut(header.mailbox()));
                out.writeUTF(cut(header.callingNumber()));
                out.writeUTF(cut(header.callingName()));
                out.writeLong(header.started().toEpochMilli());
            }
            case LogRecord.Audio audio -> {
                if (audio.bytes().length > MAX_AUDIO) {
                    throw new IllegalArgumentException("too much audio for one record: " + audio.bytes().length);
                }
                out.writeLong(audio.offset());
                out.writeByte(audio.codec().payloadType());
                out.write(audio.bytes());
            }
            case LogRecord.Finished finished -> {
                out.writeByte(finished.codec().payloadType());
                out.writeLong(finished.length());
                out.writeUTF(finished.digest());
            }
            case LogRecord.Discarded discarded -> {}
            case LogRecord.Kept kept -> {}
            case LogRecord.Unknown unknown -> {}
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static @Nullable LogEntry parse(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            in.skipNBytes(PREFIX);
            Position position = new Position(in.readLong());
            Position previous = new Position(in.readLong());
            int kind = in.readUnsignedByte();
            MessageId id = new MessageId(in.readUTF());
            return new LogEntry(position, previous, payload(kind, id, in), encoded);
        } catch (IOException | IllegalArgumentException nonsense) {
            return null;
        }
    }

    private static LogRecord payload(int kind, MessageId id, DataInputStream in) throws IOException {
        return switch (kind) {
            case STARTED ->
                new LogRecord.Started(new RecordingHeader(
                        id,
                        in.readUnsignedByte() == MESSAGE ? Purpose.MESSAGE : Purpose.GREETING,
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        Instant.ofEpochMilli(in.readLong())));
            case AUDIO -> new LogRecord.Audio(id, in.readLong(), codec(in), in.readAllBytes());
            case FINISHED -> {
                Codec codec = codec(in);
                yield new LogRecord.Finished(id, codec, in.readLong(), in.readUTF());
            }
            case DISCARDED -> new LogRecord.Discarded(id);
            case KEPT -> new LogRecord.Kept(id);
            default -> new LogRecord.Unknown(id);
        };
    }

    private static Codec codec(DataInputStream in) throws IOException {
        return in.readUnsignedByte() == Codec.PCMA.payloadType() ? Codec.PCMA : Codec.PCMU;
    }
}
