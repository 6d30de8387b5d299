package org.duovox.alert.ejb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.PeerLink;
import org.duovox.data.Change;
import org.duovox.data.EntityType;

/** A change of an alarm's record on its way over the link, when the lanes do not bring it. */
final class AlarmWire {

    private AlarmWire() {}

    /** False when the other server has not written it in time; waits for so many seconds at most. */
    static boolean give(PeerLink link, Change change, int seconds) throws InterruptedException {
        try {
            var unused = link.ask(PeerLink.Service.ALARM, encode(change))
                    .toCompletableFuture()
                    .get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static byte[] encode(Change change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(change.id());
            out.writeByte(change.fields().size());
            for (Map.Entry<String, String> field : change.fields().entrySet()) {
                out.writeUTF(field.getKey());
                out.writeUTF(field.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Change decode(byte[] request) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(request))) {
            String id = in.readUTF();
            Map<String, String> fields = new HashMap<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                fields.put(in.readUTF(), in.readUTF());
            }
            return new Change(EntityType.ALARM, id, fields);
        }
    }
}
