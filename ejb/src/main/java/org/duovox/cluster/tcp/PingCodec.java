package org.duovox.cluster.tcp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.time.Instant;
import org.duovox.cluster.BacklogLevel;
import org.duovox.cluster.Condition;
import org.duovox.cluster.FeatureLevel;
import org.duovox.cluster.HandOver;
import org.duovox.cluster.Member;
import org.duovox.cluster.PingContent;
import org.duovox.cluster.RoleReport;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerStatus;

/** A ping's bytes. A later release adds fields at the end; what follows the known ones is skipped. */
final class PingCodec {

    private static final int FORMAT = 1;

    private PingCodec() {}

    static byte[] encode(PingContent content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            RoleReport role = content.role();
            out.writeByte(FORMAT);
            out.writeUTF(role.member().name());
            out.writeLong(role.startId());
            out.writeLong(role.serial());
            out.writeUTF(role.status().name());
            out.writeLong(role.term());
            out.writeBoolean(role.taking());
            out.writeUTF(role.asks().name());
            out.writeUTF(role.offers().name());
            out.writeBoolean(role.level());
            out.writeBoolean(role.madeByHand());
            out.writeBoolean(role.leaving());
            out.writeUTF(role.condition().name());
            out.writeUTF(role.backlog().name());
            ServerFigures figures = content.figures();
            out.writeInt(figures.portsTotal());
            out.writeInt(figures.portsInService());
            out.writeBoolean(figures.takingCalls());
            out.writeInt(figures.callsInProgress());
            out.writeLong(figures.backlogEntries());
            out.writeLong(figures.lagMillis());
            out.writeInt(figures.singleCopyMessages());
            out.writeLong(content.wallClock().toEpochMilli());
            out.writeUTF(content.version());
            out.writeUTF(content.why());
            out.writeLong(content.steps());
            out.writeByte(content.level().least());
            out.writeByte(content.level().newest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Of a release before the first that says it, the first. */
    private static FeatureLevel level(DataInputStream in) throws IOException {
        return in.available() == 0
                ? new FeatureLevel(1, 1)
                : new FeatureLevel(in.readUnsignedByte(), in.readUnsignedByte());
    }

    static PingContent decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedByte();
            if (format < FORMAT) {
                throw new ProtocolException("A ping of format " + format);
            }
            RoleReport role = new RoleReport(
                    Member.valueOf(in.readUTF()),
                    in.readLong(),
                    in.readLong(),
                    ServerStatus.valueOf(in.readUTF()),
                    in.readLong(),
                    in.readBoolean(),
                    HandOver.valueOf(in.readUTF()),
                    HandOver.valueOf(in.readUTF()),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readBoolean(),
                    Condition.valueOf(in.readUTF()),
                    BacklogLevel.valueOf(in.readUTF()));
            ServerFigures figures = new ServerFigures(
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readInt());
            return new PingContent(
                    role,
                    figures,
                    Instant.ofEpochMilli(in.readLong()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readLong(),
                    level(in));
        } catch (IllegalArgumentException e) {
            throw new IOException("A ping makes no sense: " + e.getMessage(), e);
        }
    }
}
