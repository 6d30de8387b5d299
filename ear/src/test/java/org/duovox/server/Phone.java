package org.duovox.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a telephone as it takes to see whether a server answers: one call at a time, over UDP, without audio. */
public final class Phone implements AutoCloseable {

    /** Ours answers in milliseconds; a busy machine may take a while. */
    private static final int PATIENCE_MILLIS = 8_000;

    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private static final String OFFER = """
            v=0
            o=phone 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0 97
            a=rtpmap:97 telephone-event/8000
            """;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private String callId = "";
    private String to = "";
    private int cseq;

    public Phone(InetSocketAddress server) {
        try {
            this.server = server;
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the answer to OPTIONS, 0 when none comes. */
    public int options() {
        newDialog();
        return status(ask("OPTIONS", "", ""));
    }

    /** Asks until this is the status or two dozen answers were others; the last status. */
    public int optionsUntil(int wanted) {
        int status = options();
        for (int attempt = 0; attempt < 24 && status != wanted; attempt++) {
            pause();
            status = options();
        }
        return status;
    }

    /** Calls and acknowledges the answer; returns its status. */
    int call() {
        newDialog();
        String answer = ask("INVITE", "Content-Type: application/sdp\n", OFFER);
        to = header(answer, "To");
        send("ACK", "", "");
        return status(answer);
    }

    /** Presses a key (SIP INFO); the answer's status. */
    int press(char digit) {
        return status(ask("INFO", "Content-Type: application/dtmf-relay\n", "Signal=" + digit + "\nDuration=160\n"));
    }

    /** Hangs up; the answer's status. */
    int bye() {
        return status(ask("BYE", "", ""));
    }

    private void newDialog() {
        callId = "server-test-" + REQUESTS.incrementAndGet() + "-" + System.nanoTime();
        to = "<sip:5000@" + server.getAddress().getHostAddress() + ">";
        cseq = 0;
    }

    private String ask(String method, String headers, String body) {
        cseq++;
        send(method, headers, body);
        String answer = receive();
        while (answer.startsWith("SIP/2.0 1")
                || (!answer.isEmpty() && !header(answer, "CSeq").equals(cseq + " " + method))) {
            answer = receive();
        }
        return answer;
    }

    private void send(String method, String headers, String body) {
        String host = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
        String text = body.replace("\n", "\r\n");
        String head =
                method + " sip:5000@" + server.getAddress().getHostAddress() + ":" + server.getPort() + " SIP/2.0\n"
                        + "Via: SIP/2.0/UDP " + host + ";branch=z9hG4bK-" + callId + "-" + method + cseq + "\n"
                        + "From: <sip:4711@" + host + ">;tag=" + callId + "\n"
                        + "To: " + to + "\n"
                        + "Call-ID: " + callId + "\n"
                        + "CSeq: " + cseq + " " + method + "\n"
                        + "Contact: <sip:4711@" + host + ">\n"
                        + "Max-Forwards: 70\n" + headers
                        + "Content-Length: " + text.length() + "\n\n";
        byte[] bytes = (head.replace("\n", "\r\n") + text).getBytes(ISO_8859_1);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String receive() {
        byte[] bytes = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
            return new String(bytes, 0, packet.getLength(), ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int status(String answer) {
        return answer.startsWith("SIP/2.0 ") ? Integer.parseInt(answer.substring(8, 11)) : 0;
    }

    private static String header(String message, String name) {
        Matcher matcher =
                Pattern.compile("(?im)^" + name + "\\s*:\\s*(.*?)\\r?$").matcher(message);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        socket.close();
    }
}
