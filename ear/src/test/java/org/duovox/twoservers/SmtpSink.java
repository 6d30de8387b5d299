package org.duovox.twoservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that takes everything (RFC 5321, 4.5.1: the least that one must know) and shows what it took. */
final class SmtpSink implements AutoCloseable {

    private static final int LONGEST_MAIL = 100_000;

    private final ServerSocket socket;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger answersToLose = new AtomicInteger();

    SmtpSink(String address) throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getByName(address));
        Thread.ofPlatform().daemon().name("smtp sink").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Each with its header fields, in the order in which they came. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    /** Keeps the next mail and hangs up, so that its sender does not know. */
    void loseAnAnswer() {
        answersToLose.incrementAndGet();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(10_000);
                talk(client);
            } catch (IOException e) {
                // The client went away, or the sink was closed.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 sink");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.length() < 4 ? "" : line.substring(0, 4).toUpperCase(Locale.ROOT);
            if (verb.equals("DATA")) {
                say(out, "354 go on");
                mails.add(mail(in));
                if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return;
                }
                say(out, "250 kept");
            } else if (verb.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (mail.length() < LONGEST_MAIL) {
                mail.append(line).append('\n');
            }
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
