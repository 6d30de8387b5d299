package org.duovox.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duovox.replication.Bytes;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Position;

/**
 * Some of a server's records, for a peer that takes over all of them.
 *
 * @param last entry of the server's journal when it read them
 * @param rows records after the one asked for, by id
 * @param more whether there are more of that type
 */
record CopyPage(Position last, List<Row> rows, boolean more) {

    /** Records of a page, and the bytes after which it ends. */
    private static final int MOST_ROWS = 256;

    private static final int BYTES = 1 << 20;

    private static final List<EntityType> TYPES = List.of(EntityType.values());

    CopyPage {
        rows = List.copyOf(rows);
    }

    /**
     * What is asked for.
     *
     * @param type its name; one that is not known here has no records
     * @param after the id of the last record that the peer has
     */
    record Request(String type, String after) {

        static Request first() {
            return new Request(TYPES.getFirst().name(), "");
        }

        boolean isFirst() {
            return equals(first());
        }

        /** What to ask after this page; nothing when it was the last. */
        Optional<Request> next(CopyPage page) {
            if (page.more()) {
                return Optional.of(new Request(type, page.rows().getLast().id()));
            }
            int following = TYPES.indexOf(EntityType.valueOf(type)) + 1;
            return following < TYPES.size()
                    ? Optional.of(new Request(TYPES.get(following).name(), ""))
                    : Optional.empty();
        }

        byte[] encode() {
            if (isFirst()) {
                return new byte[0];
            }
            return Bytes.of(out -> {
                out.writeUTF(type);
                out.writeUTF(after);
            });
        }

        static Request decode(byte[] bytes) {
            if (bytes.length == 0) {
                return first();
            }
            return Bytes.read(bytes, "not a request for a copy", in -> new Request(in.readUTF(), in.readUTF()));
        }
    }

    static CopyPage of(RecordStore store, Request asked) {
        Position last = store.state().last(); // first: what changes meanwhile must not be covered by it
        EntityType type;
        try {
            type = EntityType.valueOf(asked.type());
        } catch (IllegalArgumentException e) {
            return new CopyPage(last, List.of(), false); // of a newer version
        }
        List<Row> all = store.rows(type, asked.after(), MOST_ROWS);
        int bytes = 0;
        int count = 0;
        while (count < all.size() && bytes < BYTES) {
            bytes += ChangeCodec.encode(all.get(count)).length;
            count++;
        }
        return new CopyPage(last, all.subList(0, count), count < all.size() || all.size() == MOST_ROWS);
    }

    byte[] encode() {
        return Bytes.of(out -> {
            out.writeLong(last.value());
            out.writeBoolean(more);
            out.writeInt(rows.size());
            for (Row row : rows) {
                ChangeCodec.write(out, row);
            }
        });
    }

    static CopyPage decode(String type, byte[] bytes) {
        return Bytes.read(bytes, "not a part of a copy", in -> {
            Position last = new Position(in.readLong());
            boolean more = in.readBoolean();
            int count = in.readInt();
            if (count < 0 || count > MOST_ROWS || (more && count == 0)) {
                throw new MalformedEntryException("a copy of " + count + " records");
            }
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(ChangeCodec.read(in, EntityType.valueOf(type)));
            }
            return new CopyPage(last, rows, more);
        });
    }
}
