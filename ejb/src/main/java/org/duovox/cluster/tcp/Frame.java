package org.duovox.cluster.tcp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import org.duovox.cluster.PeerLink;

/** One message on a connection: kind, length, bytes. Never compared, and copied by neither side. */
@SuppressWarnings("ArrayRecordComponent")
record Frame(Kind kind, byte[] body) {

    enum Kind {
        PING,
        PONG,
        REQUEST,
        ANSWER,
        FAILURE,
        /** Instead of any answer: who asks is not in the list of servers. */
        REFUSAL
    }

    /** The number of a kind on the wire is its place here. */
    private static final List<Kind> KINDS =
            List.of(Kind.PING, Kind.PONG, Kind.REQUEST, Kind.ANSWER, Kind.FAILURE, Kind.REFUSAL);

    /** The number of a service on the wire is its place here. */
    static final List<PeerLink.Service> SERVICES = List.of(
            PeerLink.Service.PULL_RECORDS,
            PeerLink.Service.PULL_AUDIO,
            PeerLink.Service.ADMINISTER,
            PeerLink.Service.ORDER,
            PeerLink.Service.TIMELINE,
            PeerLink.Service.ALARM,
            PeerLink.Service.SERVICES,
            PeerLink.Service.SERVICE_ORDER,
            PeerLink.Service.PORTS,
            PeerLink.Service.COMPARE,
            PeerLink.Service.AUDIO_COPY,
            PeerLink.Service.COMPARISON,
            PeerLink.Service.COPY_RECORDS,
            PeerLink.Service.OVERWRITE,
            PeerLink.Service.RECOVERIES,
            PeerLink.Service.NEWS,
            PeerLink.Service.COLLECTOR_TURN);

    /** How a failure begins that says that nobody offers the service yet. Releases before this one know it, too: never change it. */
    static final String NOBODY_SERVES = "Nobody serves ";

    /** How one begins that says that the release has no such service. */
    static final String NO_SERVICE = "This release has no service ";

    /** A request's number and service before its bytes. */
    static final int HEADER = 16;

    private static final int LARGEST = PeerLink.MAX_FRAME + HEADER;

    /** A ping is about 200 bytes; with the longest version and reason some 930. */
    private static final int LARGEST_PING = 1024;

    static Frame read(DataInputStream in) throws IOException {
        int code = in.readUnsignedByte();
        if (code >= KINDS.size()) {
            throw new ProtocolException("No such kind of frame: " + code);
        }
        Kind kind = KINDS.get(code);
        int length = in.readInt();
        int largest = switch (kind) {
            case PING, PONG, REFUSAL -> LARGEST_PING;
            case REQUEST, ANSWER, FAILURE -> LARGEST;
        };
        if (length < 0 || length > largest) {
            throw new ProtocolException("A frame of " + length + " bytes");
        }
        // Grows with what really arrives, not with what is announced.
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The connection ended within a frame");
        }
        return new Frame(kind, body);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(KINDS.indexOf(kind));
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }
}
