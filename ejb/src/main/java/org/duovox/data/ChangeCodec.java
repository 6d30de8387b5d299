package org.duovox.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duovox.replication.Bytes;
import org.duovox.replication.EntryCodec;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Stamp;

/**
 * Changes and records as bytes. Names and values are written out, so that a server of an older version keeps fields that it does
 * not know, and can say which type it does not know.
 *
 * <p>A change: version (1), type, id, stamp (time, origin), number of fields, then name and value of each; what follows is
 * ignored. A string is its length in bytes (int) and UTF-8.
 */
public final class ChangeCodec {

    private static final byte VERSION = 1;

    /** A change may have 64 fields; a record collects those of many versions. */
    private static final int MAX_FIELDS = 1024;

    /** The longest value has 16,384 characters of at most 3 bytes each (a pair of surrogates takes 4). */
    private static final int MAX_STRING_BYTES = 3 * 16_384;

    private ChangeCodec() {}

    /** A change with the time of its making. */
    public record Stamped(Change change, Stamp stamp) {}

    /** The bytes of a change; refuses one that would be longer than an entry may be. */
    public static byte[] encode(Change change, Stamp stamp) {
        byte[] bytes = Bytes.of(out -> {
            out.writeByte(VERSION);
            writeString(out, change.type().name());
            writeString(out, change.id());
            writeStamp(out, stamp);
            out.writeInt(change.fields().size());
            for (Map.Entry<String, String> field : change.fields().entrySet()) {
                writeString(out, field.getKey());
                writeString(out, field.getValue());
            }
        });
        if (bytes.length > EntryCodec.MAX_BODY) {
            throw new IllegalArgumentException("the change is too large: " + change.type() + " " + change.id());
        }
        return bytes;
    }

    /**
     * The change in an entry's body.
     *
     * @throws MalformedEntryException when it is none, or one of a type that this version does not know
     */
    public static Stamped decode(byte[] body) {
        return read(body, in -> {
            requireVersion(in);
            String type = readString(in);
            String id = readString(in);
            Stamp stamp = readStamp(in);
            int count = count(in);
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i < count; i++) {
                fields.put(readString(in), readString(in));
            }
            return new Stamped(new Change(typeNamed(type), id, fields), stamp);
        });
    }

    /** The fields and stamps of a record. */
    public static byte[] encode(Row row) {
        return Bytes.of(out -> {
            out.writeByte(VERSION);
            out.writeInt(row.stamps().size());
            for (Map.Entry<String, Stamp> field : row.stamps().entrySet()) {
                writeString(out, field.getKey());
                writeStamp(out, field.getValue());
                writeString(out, row.get(field.getKey()));
            }
        });
    }

    /** The record that {@link #encode(Row)} wrote. */
    public static Row decode(EntityType type, String id, byte[] content) {
        return read(content, in -> {
            requireVersion(in);
            int count = count(in);
            Map<String, String> fields = new HashMap<>();
            Map<String, Stamp> stamps = new HashMap<>();
            for (int i = 0; i < count; i++) {
                String field = readString(in);
                stamps.put(field, readStamp(in));
                String value = readString(in);
                if (!value.isEmpty()) {
                    fields.put(field, value);
                }
            }
            return new Row(type, id, fields, stamps);
        });
    }

    /** Writes a record of a type that whoever reads it knows, with its id. */
    public static void write(DataOutputStream out, Row row) throws IOException {
        byte[] content = encode(row);
        out.writeUTF(row.id());
        out.writeInt(content.length);
        out.write(content);
    }

    /** The record that {@link #write} wrote. */
    public static Row read(DataInputStream in, EntityType type) throws IOException {
        String id = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new MalformedEntryException("a record of " + length + " bytes");
        }
        return decode(type, id, in.readNBytes(length));
    }

    /** Changes that make the record from nothing: one for each stamp that its fields have. */
    public static List<Stamped> changes(Row row) {
        Map<Stamp, List<String>> byStamp =
                row.stamps().keySet().stream().collect(Collectors.groupingBy(row.stamps()::get));
        List<Stamped> changes = new ArrayList<>();
        byStamp.forEach((stamp, names) -> {
            for (int from = 0; from < names.size(); from += 64) {
                Map<String, String> fields = new HashMap<>();
                names.subList(from, Math.min(from + 64, names.size())).forEach(name -> fields.put(name, row.get(name)));
                changes.add(new Stamped(new Change(row.type(), row.id(), fields), stamp));
            }
        });
        return changes;
    }

    private static EntityType typeNamed(String name) {
        try {
            return EntityType.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException("a record of a type that this version does not know: " + name, e);
        }
    }

    private static void requireVersion(ByteBuffer in) {
        byte version = in.get();
        if (version != VERSION) {
            throw new MalformedEntryException("written in version " + version + ", which this version does not know");
        }
    }

    private static int count(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > MAX_FIELDS) {
            throw new MalformedEntryException("a record with " + count + " fields");
        }
        return count;
    }

    private static void writeStamp(DataOutputStream out, Stamp stamp) throws IOException {
        out.writeLong(stamp.time());
        out.writeByte(EntryCodec.letter(stamp.origin()));
    }

    private static Stamp readStamp(ByteBuffer in) {
        long time = in.getLong();
        if (time < 0) {
            throw new MalformedEntryException("not a stamp");
        }
        return new Stamp(time, EntryCodec.member(in.get()));
    }

    private static void writeString(DataOutputStream out, String string) throws IOException {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > MAX_STRING_BYTES || length > in.remaining()) {
            throw new MalformedEntryException("a string of " + length + " bytes");
        }
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEntryException("not UTF-8", e);
        }
    }

    private static <T> T read(byte[] bytes, Function<ByteBuffer, T> reader) {
        try {
            return reader.apply(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedEntryException("not a change", e);
        }
    }
}
