package org.duovox.comparison;

import java.util.ArrayList;
import java.util.List;
import org.duovox.data.EntityType;
import org.duovox.replication.Bytes;
import org.duovox.replication.MalformedEntryException;

/**
 * What one server asks the other about its records.
 *
 * @param after for a page: the id after which it begins; else empty
 * @param ids of the records that are meant; none for a page
 */
record Question(Kind kind, EntityType type, String after, List<String> ids) {

    /** Records named in one question; with what they contain the answer stays below a frame. */
    static final int MOST_IDS = 50;

    enum Kind {
        /** The digests of the records after an id. */
        PAGE,
        /** The named records themselves. */
        RECORDS,
        /** The named records are to be written to the journal again. */
        AGAIN
    }

    Question {
        ids = List.copyOf(ids);
    }

    static Question page(EntityType type, String after) {
        return new Question(Kind.PAGE, type, after, List.of());
    }

    byte[] encode() {
        return Bytes.of(out -> {
            out.writeUTF(kind.name());
            out.writeUTF(type.name());
            out.writeUTF(after);
            out.writeInt(ids.size());
            for (String id : ids) {
                out.writeUTF(id);
            }
        });
    }

    /**
     * The question in these bytes.
     *
     * @throws MalformedEntryException when there is none, or one that this version does not know
     */
    static Question decode(byte[] bytes) {
        return Bytes.read(bytes, "not a question about records", in -> {
            Kind kind = Kind.valueOf(in.readUTF());
            EntityType type = EntityType.valueOf(in.readUTF());
            String after = in.readUTF();
            int count = in.readInt();
            if (count < 0 || count > MOST_IDS) {
                throw new MalformedEntryException("a question about " + count + " records");
            }
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ids.add(in.readUTF());
            }
            return new Question(kind, type, after, ids);
        });
    }
}
