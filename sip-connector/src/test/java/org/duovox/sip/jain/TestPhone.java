package org.duovox.sip.jain;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller with good manners on top of {@link Wiretap}; one call at a time. */
final class TestPhone implements AutoCloseable {

    static final String SDP = """
            v=0
            o=phone 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0 8 97
            a=rtpmap:97 telephone-event/8000
            """;

    /** For what must come, in milliseconds. */
    static final int PATIENCE = 15_000;

    private static final AtomicInteger CALLS = new AtomicInteger();

    final Wiretap wire;
    private final InetSocketAddress server;
    private String callId = "";
    private String fromTag = "";
    private String to = "";
    private int cseq;
    private String acknowledged = "";

    TestPhone(InetSocketAddress server) {
        this.server = server;
        this.wire = new Wiretap(server);
    }

    /** Begins a new call: sends INVITE with these headers (each with its line end) and body. */
    void invite(String headers, String sdp) {
        int number = CALLS.incrementAndGet();
        callId = "call-" + number + "@test";
        fromTag = "t" + number;
        to = "<sip:5000@" + wire.host() + ">";
        cseq = 1;
        acknowledged = "";
        wire.send(request("INVITE", headers + "Max-Forwards: 70\n", sdp));
    }

    /** Sends a request within the call, with a CSeq of its own. */
    void within(String method, String headers, String body) {
        cseq++;
        wire.send(request(method, headers, body));
    }

    void cancel() {
        wire.send(request("CANCEL", "", ""));
    }

    void ack(String body) {
        acknowledged = cseq + " INVITE";
        wire.send(request("ACK", "", body));
    }

    /** Calls, waits for the 200, and acknowledges; returns the 200. */
    String call(String headers, String sdp) {
        invite(headers, sdp);
        String answer = receiveFinal();
        remember(answer);
        if (Wiretap.status(answer) == 200) {
            ack("");
        }
        return answer;
    }

    /** Takes the other side's tag from its answer. */
    void remember(String answer) {
        to = Wiretap.header(answer, "To");
    }

    String bye() {
        within("BYE", "", "");
        return receiveFinal();
    }

    /**
     * The next message, or an empty text when none comes. Not what the server repeats, as it must, because our acknowledgement was
     * slow or there was none in an earlier call.
     */
    String receive(int millis) {
        return current(wire.receive(millis), millis);
    }

    /** As {@link Wiretap#receiveFinal}, without what is repeated. */
    String receiveFinal() {
        String message = current(wire.receiveFinal(), PATIENCE);
        while (message.startsWith("SIP/2.0 100")) {
            message = receive(PATIENCE);
        }
        return message;
    }

    private String current(String received, int millis) {
        String message = received;
        while (isRepeated(message)) {
            message = wire.receive(millis);
        }
        return message;
    }

    private boolean isRepeated(String message) {
        return Wiretap.status(message) != 0
                && (!Wiretap.header(message, "Call-ID").equals(callId)
                        || Wiretap.header(message, "CSeq").equals(acknowledged));
    }

    /** Answers a request of the server's. */
    void answer(String request, int status, String headers) {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + " X\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            response.append(name)
                    .append(": ")
                    .append(Wiretap.header(request, name))
                    .append('\n');
        }
        wire.send(response + headers + "Content-Length: 0\n\n");
    }

    /** A message as text, not sent. */
    String text(String method, String headers, String body) {
        callId = "call-" + CALLS.incrementAndGet() + "@test";
        fromTag = callId.replace("@", "");
        to = "<sip:5000@" + wire.host() + ">";
        cseq = 1;
        return request(method, headers + "Max-Forwards: 70\n", body);
    }

    String callId() {
        return callId;
    }

    private String request(String method, String headers, String body) {
        String text = body.replace("\n", "\r\n");
        String branch = "z9hG4bK-" + fromTag + "-" + cseq + (method.equals("ACK") ? "-ack" : "");
        return method + " sip:5000@" + wire.host() + ":" + server.getPort() + " SIP/2.0\n"
                + "Via: SIP/2.0/UDP " + wire.host() + ":" + wire.port() + ";branch=" + branch + "\n"
                + "From: \"Ann\" <sip:4711@" + wire.host() + ">;tag=" + fromTag + "\n"
                + "To: " + to + "\n"
                + "Call-ID: " + callId + "\n"
                + "CSeq: " + cseq + " " + method + "\n"
                + "Contact: <sip:4711@" + wire.host() + ":" + wire.port() + ">\n"
                + headers
                + (body.isEmpty() ? "" : "Content-Type: " + type(headers) + "\n")
                + "Content-Length: " + text.length() + "\n\n"
                + body;
    }

    private static String type(String headers) {
        return headers.contains("X-Relay") ? "application/dtmf-relay" : "application/sdp";
    }

    @Override
    public void close() {
        wire.close();
    }
}
