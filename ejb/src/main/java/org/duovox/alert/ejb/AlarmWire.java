package org.duovox.alert.ejb;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.duovox.data.Change;
import org.duovox.data.ChangeCodec;
import org.duovox.data.EntityType;
import org.duovox.data.Row;
import org.duovox.replication.Bytes;

/**
 * An alarm on its way over the link, when the lanes do not bring it: its fields and, when it is kept on the server that gives it, its
 * record once more with its stamps. A release that knows no more than the fields takes those.
 */
final class AlarmWire {

    private AlarmWire() {}

    /**
     * What was given.
     *
     * @param row with the stamps; nothing when whoever gives it could not keep it
     */
    record Given(Change change, Optional<Row> row) {}

    static byte[] encode(Change change) {
        return Bytes.of(out -> write(out, change));
    }

    static byte[] encode(Row row) {
        Map<String, String> fields = new HashMap<>();
        row.stamps().keySet().forEach(field -> fields.put(field, row.get(field)));
        return Bytes.of(out -> {
            write(out, new Change(row.type(), row.id(), fields));
            ChangeCodec.write(out, row);
        });
    }

    private static void write(DataOutputStream out, Change change) throws IOException {
        out.writeUTF(change.id());
        out.writeByte(change.fields().size());
        for (Map.Entry<String, String> field : change.fields().entrySet()) {
            out.writeUTF(field.getKey());
            out.writeUTF(field.getValue());
        }
    }

    static Given decode(byte[] request) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(request))) {
            String id = in.readUTF();
            Map<String, String> fields = new HashMap<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                fields.put(in.readUTF(), in.readUTF());
            }
            Optional<Row> row =
                    in.available() == 0 ? Optional.empty() : Optional.of(ChangeCodec.read(in, EntityType.ALARM));
            return new Given(new Change(EntityType.ALARM, id, fields), row);
        }
    }
}
