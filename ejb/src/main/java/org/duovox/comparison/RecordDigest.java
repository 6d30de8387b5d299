package org.duovox.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.duovox.data.Row;
import org.duovox.replication.EntryCodec;

/** A record as 8 bytes: equal for equal records, and for others by chance only (once in 10^19). */
final class RecordDigest {

    private RecordDigest() {}

    /** Of id, fields and stamps; never 0, which stands for a record that is not there. */
    static long of(Row row) {
        MessageDigest digest = sha256();
        add(digest, row.id());
        new TreeMap<>(row.stamps()).forEach((field, stamp) -> {
            add(digest, field);
            add(digest, row.get(field));
            digest.update(ByteBuffer.allocate(Long.BYTES + 1)
                    .putLong(stamp.time())
                    .put(EntryCodec.letter(stamp.origin()))
                    .flip());
        });
        long value = ByteBuffer.wrap(digest.digest()).getLong();
        return value == 0 ? 1 : value;
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
