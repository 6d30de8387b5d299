package org.duovox.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.duovox.data.ChangeCodec;
import org.duovox.data.EntityType;
import org.duovox.data.JournalState;
import org.duovox.data.RecordStore;
import org.duovox.data.Row;
import org.duovox.replication.Bytes;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Position;

/**
 * What a server has, and how far its journal went when that was so.
 *
 * @param written the last of its own entries
 * @param applied the last of the other server's entries
 * @param digests of records by id, in order
 * @param more whether there are further records after these
 */
record Answer(Position written, Position applied, SequencedMap<String, Long> digests, boolean more) {

    /** Records of a page: 40 kB, and some milliseconds of the database. */
    static final int PAGE = 500;

    private static final String MALFORMED = "not an answer about records";

    /** The records of a page as this server has them. */
    static Answer page(RecordStore store, EntityType type, String after) {
        List<Row> rows = store.rows(type, after, PAGE);
        SequencedMap<String, Long> digests = new LinkedHashMap<>();
        rows.forEach(row -> digests.put(row.id(), RecordDigest.of(row)));
        JournalState state = store.state();
        return new Answer(state.last(), state.applied(), digests, rows.size() == PAGE);
    }

    byte[] encode() {
        return Bytes.of(out -> {
            out.writeLong(written.value());
            out.writeLong(applied.value());
            out.writeBoolean(more);
            out.writeInt(digests.size());
            for (Map.Entry<String, Long> each : digests.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeLong(each.getValue());
            }
        });
    }

    static Answer decode(byte[] bytes) {
        return Bytes.read(bytes, MALFORMED, in -> {
            Position written = new Position(in.readLong());
            Position applied = new Position(in.readLong());
            boolean more = in.readBoolean();
            int count = in.readInt();
            if (count < 0 || count > PAGE || (more && count == 0)) {
                throw new MalformedEntryException("a page of " + count + " records");
            }
            SequencedMap<String, Long> digests = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                digests.put(in.readUTF(), in.readLong());
            }
            return new Answer(written, applied, digests, more);
        });
    }

    /** Some records themselves, those that are there. */
    record Whole(Position written, Position applied, Map<String, Row> rows) {

        static Whole of(RecordStore store, EntityType type, List<String> ids) {
            JournalState state = store.state(); // first: what is applied meanwhile must not count as seen
            Map<String, Row> rows = new LinkedHashMap<>();
            ids.forEach(id -> store.find(type, id).ifPresent(row -> rows.put(id, row)));
            return new Whole(state.last(), state.applied(), rows);
        }

        Optional<Row> row(String id) {
            return Optional.ofNullable(rows.get(id));
        }

        byte[] encode() {
            return Bytes.of(out -> {
                out.writeLong(written.value());
                out.writeLong(applied.value());
                out.writeInt(rows.size());
                for (Row row : rows.values()) {
                    ChangeCodec.write(out, row);
                }
            });
        }

        static Whole decode(EntityType type, byte[] bytes) {
            return Bytes.read(bytes, MALFORMED, in -> {
                Position written = new Position(in.readLong());
                Position applied = new Position(in.readLong());
                int count = in.readInt();
                if (count < 0 || count > Question.MOST_IDS) {
                    throw new MalformedEntryException(count + " records");
                }
                Map<String, Row> rows = new LinkedHashMap<>();
                for (int i = 0; i < count; i++) {
                    Row row = ChangeCodec.read(in, type);
                    rows.put(row.id(), row);
                }
                return new Whole(written, applied, rows);
            });
        }
    }
}
