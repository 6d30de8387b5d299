package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A telephone of raw datagrams: it says exactly what the test tells it to say, right or wrong. */
final class Wiretap implements AutoCloseable {

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private byte[] lastSent = {};

    Wiretap(InetSocketAddress server) {
        try {
            this.server = server;
            this.socket = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
            socket.setReceiveBufferSize(1 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    String host() {
        return server.getAddress().getHostAddress();
    }

    void send(byte[] datagram) {
        lastSent = datagram;
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a message; its lines may end as in the source. */
    void send(String message) {
        send(message.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    /** The next message, or an empty text when none comes. */
    String receive(int millis) {
        try {
            socket.setSoTimeout(millis);
            byte[] bytes = new byte[65_536];
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            socket.receive(packet);
            return new String(bytes, 0, packet.getLength(), ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next message that is no 100. What was sent last is sent again while nothing comes, as every phone does over UDP: a
     * flood before it may have filled the queues or used up what a source may send in a second.
     */
    String receiveFinal() {
        String message = receive(3000);
        for (int again = 0; message.isEmpty() && again < 2; again++) {
            send(lastSent);
            message = receive(3000);
        }
        while (message.startsWith("SIP/2.0 100")) {
            message = receive(3000);
        }
        return message;
    }

    static int status(String message) {
        return message.startsWith("SIP/2.0 ") ? Integer.parseInt(message.substring(8, 11)) : 0;
    }

    static String header(String message, String name) {
        Matcher matcher =
                Pattern.compile("(?im)^" + name + "\\s*:\\s*(.*?)\\r?$").matcher(message);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        socket.close();
    }
}
