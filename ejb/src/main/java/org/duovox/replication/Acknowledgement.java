package org.duovox.replication;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a server has of the other's entries on its stable storage.
 *
 * @param records up to here of the records lane
 * @param audio up to here of the audio lane
 */
public record Acknowledgement(Position records, Position audio) {

    public static final Acknowledgement NOTHING = new Acknowledgement(Position.NONE, Position.NONE);

    private static final int LENGTH = 8 + 8 + 4;

    public Position of(Lane lane) {
        return switch (lane) {
            case RECORDS -> records;
            case AUDIO -> audio;
        };
    }

    Acknowledgement with(Lane lane, Position position) {
        return switch (lane) {
            case RECORDS -> new Acknowledgement(position, audio);
            case AUDIO -> new Acknowledgement(records, position);
        };
    }

    boolean covers(Acknowledgement other) {
        return records.covers(other.records) && audio.covers(other.audio);
    }

    /** As bytes: both positions and a checksum. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH).putLong(records.value()).putLong(audio.value());
        return out.putInt(checksum(out.array())).array();
    }

    public static Acknowledgement decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != LENGTH
                || in.getInt(LENGTH - 4) != checksum(bytes)
                || in.getLong(0) < 0
                || in.getLong(8) < 0) {
            throw new MalformedEntryException("not an acknowledgement");
        }
        return new Acknowledgement(new Position(in.getLong()), new Position(in.getLong()));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, LENGTH - 4);
        return (int) crc.getValue();
    }
}
