package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import java.util.List;
import org.duovox.sip.Codec;
import org.duovox.sip.jain.SessionDescription.Stream;
import org.duovox.sip.media.MediaSession.Direction;

/**
 * Writes our session descriptions and numbers them: the o= line keeps its session id, and its version grows by one with each
 * change (RFC 3264, 8).
 */
final class LocalSession {

    /** The payload type that we offer for telephone events; 101 is what everybody uses. */
    static final int TELEPHONE_EVENT = 101;

    private final long sessionId;
    private final InetSocketAddress rtp;
    private long version;
    private String lastBody = "";

    /**
     * @param sessionId unique among our calls; the first version, too
     * @param rtp the advertised address with the media session's port
     */
    LocalSession(long sessionId, InetSocketAddress rtp) {
        this.sessionId = sessionId;
        this.rtp = rtp;
        this.version = sessionId;
    }

    /** Answers an offer: the agreed stream with our port, all others refused with port 0 (RFC 3264, 6). */
    String answer(SessionDescription offer, AudioAgreement agreement) {
        StringBuilder body = new StringBuilder();
        List<Stream> streams = offer.streams();
        for (int i = 0; i < streams.size(); i++) {
            Stream stream = streams.get(i);
            if (i == agreement.stream()) {
                audio(body, List.of(agreement.codec()), agreement.telephoneEventPayloadType(), agreement.direction());
            } else {
                body.append("m=%s 0 %s %s\r\n".formatted(stream.media(), stream.protocol(), stream.formats()));
            }
        }
        return numbered(body.toString());
    }

    /** Everything that we can speak, for an INVITE without an offer. */
    String offer() {
        StringBuilder body = new StringBuilder();
        audio(body, List.of(Codec.values()), TELEPHONE_EVENT, Direction.SEND_RECEIVE);
        return numbered(body.toString());
    }

    /** What we said last, for a refresh that changes nothing; an offer when we have said nothing yet. */
    String again() {
        return lastBody.isEmpty() ? offer() : numbered(lastBody);
    }

    /** The o= line of what we said last (RFC 8866, 5.2). */
    String originLine() {
        String host = rtp.getAddress().getHostAddress();
        return "o=duovox %d %d IN IP4 %s".formatted(sessionId, version, host);
    }

    private void audio(StringBuilder body, List<Codec> codecs, int telephoneEvent, Direction direction) {
        body.append("m=audio ").append(rtp.getPort()).append(" RTP/AVP");
        codecs.forEach(codec -> body.append(' ').append(codec.payloadType()));
        if (telephoneEvent >= 0) {
            body.append(' ').append(telephoneEvent);
        }
        body.append("\r\n");
        codecs.forEach(codec -> body.append("a=rtpmap:%d %s/8000\r\n".formatted(codec.payloadType(), codec)));
        if (telephoneEvent >= 0) {
            body.append("a=rtpmap:%d telephone-event/8000\r\n".formatted(telephoneEvent));
            body.append("a=fmtp:%d 0-15\r\n".formatted(telephoneEvent));
        }
        body.append("a=ptime:20\r\n");
        body.append(
                switch (direction) {
                    case SEND_RECEIVE -> "a=sendrecv\r\n";
                    case SEND_ONLY -> "a=sendonly\r\n";
                    case RECEIVE_ONLY -> "a=recvonly\r\n";
                    case INACTIVE -> "a=inactive\r\n";
                });
    }

    private String numbered(String body) {
        if (!lastBody.isEmpty() && !body.equals(lastBody)) {
            version++;
        }
        lastBody = body;
        String host = rtp.getAddress().getHostAddress();
        return "v=0\r\n" + originLine() + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\n" + body;
    }
}
