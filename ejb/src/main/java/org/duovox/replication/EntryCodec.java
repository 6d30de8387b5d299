package org.duovox.replication;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.duovox.cluster.Member;

/**
 * Entries of one origin and lane as bytes: the value of a slot, and the answer to a pull.
 *
 * <p>Big-endian: magic "DVX1", CRC-32C of all that follows, origin and lane (one byte each), number of entries, previous position of
 * the first, position of the last; then for each entry position, previous position, length of the body, body.
 */
public final class EntryCodec {

    /** An entry's body is at most this long: with its frame it fits the largest answer of a pull with room to spare. */
    public static final int MAX_BODY = 1 << 20;

    /** More than this is never put together: a pull's answer of 2 MiB, or one entry, with their frames. */
    public static final int MAX_BYTES = 3 << 20;

    /** A slot of 256 KiB holds at most this many of the smallest entries with room to spare. */
    static final int MAX_ENTRIES = 1 << 16;

    private static final int MAGIC = 0x44565831;
    private static final int FRAME = 4 + 4 + 1 + 1 + 4 + 8 + 8;
    private static final int ENTRY_FRAME = 8 + 8 + 4;

    private EntryCodec() {}

    /**
     * What some bytes hold, without their bodies.
     *
     * @param previous position of the origin's entry before the first
     * @param last position of the last entry
     */
    public record Range(Member origin, Lane lane, int entries, Position previous, Position last) {}

    /** The bytes of entries of one origin and lane, in order; no entries give a frame without any. */
    public static byte[] encode(Member origin, Lane lane, List<Entry> entries) {
        int size = FRAME;
        for (Entry entry : entries) {
            size = Math.addExact(size, ENTRY_FRAME + entry.body().length);
        }
        if (size > MAX_BYTES || entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " entries of " + size + " bytes are too many");
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(MAGIC).putInt(0);
        out.put(letter(origin)).put(letter(lane)).putInt(entries.size());
        out.putLong(entries.isEmpty() ? 0 : entries.getFirst().previous().value());
        out.putLong(entries.isEmpty() ? 0 : entries.getLast().position().value());
        for (Entry entry : entries) {
            if (entry.origin() != origin || entry.lane() != lane || entry.body().length > MAX_BODY) {
                throw new IllegalArgumentException(
                        "an entry of another lane, or one that is too long: " + entry.position());
            }
            out.putLong(entry.position().value()).putLong(entry.previous().value());
            out.putInt(entry.body().length).put(entry.body());
        }
        return out.putInt(4, checksum(out.array())).array();
    }

    /** Reads the frame only; does not check the checksum. */
    public static Range range(byte[] bytes) {
        try {
            return readRange(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedEntryException("not a frame of entries", e);
        }
    }

    /** The entries in these bytes, in order. */
    public static List<Entry> decode(byte[] bytes) {
        Range range = range(bytes);
        if (ByteBuffer.wrap(bytes).getInt(4) != checksum(bytes)) {
            throw new MalformedEntryException("the checksum is wrong");
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes).position(FRAME);
            List<Entry> entries = new ArrayList<>(range.entries());
            for (int i = 0; i < range.entries(); i++) {
                Position position = new Position(in.getLong());
                Position previous = new Position(in.getLong());
                byte[] body = new byte[within(in.getInt(), in.remaining())];
                in.get(body);
                entries.add(new Entry(range.origin(), range.lane(), position, previous, body));
            }
            return entries;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedEntryException("not a frame of entries", e);
        }
    }

    private static Range readRange(ByteBuffer in) {
        if (in.remaining() > MAX_BYTES || in.getInt() != MAGIC) {
            throw new MalformedEntryException("not a frame of entries");
        }
        in.getInt();
        Member origin = member(in.get());
        Lane lane = lane(in.get());
        int entries = within(in.getInt(), Math.min(MAX_ENTRIES, in.remaining() / ENTRY_FRAME));
        return new Range(origin, lane, entries, new Position(in.getLong()), new Position(in.getLong()));
    }

    /** A server's name as one byte: what all our encodings write. */
    public static byte letter(Member member) {
        return switch (member) {
            case PUBLISHER -> 'P';
            case SUBSCRIBER -> 'S';
        };
    }

    /** The server that {@link #letter} wrote. */
    public static Member member(byte letter) {
        return switch (letter) {
            case 'P' -> Member.PUBLISHER;
            case 'S' -> Member.SUBSCRIBER;
            default -> throw new MalformedEntryException("not a server: " + letter);
        };
    }

    static byte letter(Lane lane) {
        return switch (lane) {
            case RECORDS -> 'R';
            case AUDIO -> 'A';
        };
    }

    static Lane lane(byte letter) {
        return switch (letter) {
            case 'R' -> Lane.RECORDS;
            case 'A' -> Lane.AUDIO;
            default -> throw new MalformedEntryException("not a lane: " + letter);
        };
    }

    private static int within(int value, int max) {
        if (value < 0 || value > max) {
            throw new MalformedEntryException("a length or name out of range: " + value);
        }
        return value;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 8, bytes.length - 8);
        return (int) crc.getValue();
    }
}
