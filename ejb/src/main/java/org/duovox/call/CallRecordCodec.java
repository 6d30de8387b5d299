package org.duovox.call;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.duovox.sip.CallId;
import org.duovox.sip.Codec;
import org.duovox.sip.DialogRecord;

/** A call's record as bytes. */
public final class CallRecordCodec {

    private static final int VERSION = 1;
    private static final int MOST_ROUTES = 32;

    private CallRecordCodec() {}

    /** A dialog, and how its call arrived. */
    public record CallRecord(DialogRecord dialog, String arrival) {}

    public static byte[] encode(CallRecord call) {
        DialogRecord dialog = call.dialog();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            for (String text : List.of(
                    dialog.callId().value(),
                    dialog.localTag(),
                    dialog.remoteTag(),
                    dialog.localUri(),
                    dialog.remoteUri(),
                    dialog.remoteTarget(),
                    dialog.transport(),
                    dialog.sdpOriginLine(),
                    dialog.codec().name(),
                    call.arrival())) {
                out.writeUTF(text);
            }
            out.writeLong(dialog.localCseq());
            out.writeLong(dialog.remoteCseq());
            out.writeInt(dialog.telephoneEventPayloadType());
            List<String> routes = dialog.routeSet().stream().limit(MOST_ROUTES).toList();
            out.writeByte(routes.size());
            for (String route : routes) {
                out.writeUTF(route);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #encode} wrote; refuses anything else with an exception. */
    public static CallRecord decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IllegalArgumentException("a call's record of another release");
            }
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                texts.add(in.readUTF());
            }
            long localCseq = in.readLong();
            long remoteCseq = in.readLong();
            int telephoneEvent = in.readInt();
            List<String> routes = new ArrayList<>();
            int count = in.readUnsignedByte();
            for (int i = 0; i < count; i++) {
                routes.add(in.readUTF());
            }
            DialogRecord dialog = new DialogRecord(
                    new CallId(texts.get(0)),
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    texts.get(4),
                    texts.get(5),
                    routes,
                    localCseq,
                    remoteCseq,
                    texts.get(6),
                    texts.get(7),
                    Codec.valueOf(texts.get(8)),
                    telephoneEvent);
            return new CallRecord(dialog, texts.get(9));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a call's record", e);
        }
    }
}
