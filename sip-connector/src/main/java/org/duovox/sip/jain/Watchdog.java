package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Asks our own SIP port for a sign of life. An Error while a message is parsed ends a thread of the stack for good (JAIN SIP
 * 1.3.0-91 catches Exceptions only); when all have gone, the server looks alive and answers nobody.
 */
final class Watchdog {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Three in a row: a pause of the machine is no reason to drop calls. */
    static final int MAX_UNANSWERED = 3;

    private static final Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final int ANSWER_LIMIT_MILLIS = 3000;

    private final InetSocketAddress sip;
    private final Duration interval;
    private final Runnable deaf;
    private final Thread thread = new Thread(this::watch, "duovox-sip-watchdog");

    /** @param deaf starts the stack anew; called on the watchdog's thread */
    Watchdog(InetSocketAddress sip, Duration interval, Runnable deaf) {
        this.sip = sip;
        this.interval = interval;
        this.deaf = deaf;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void watch() {
        int unanswered = 0;
        try {
            for (long n = 0; ; n++) {
                Thread.sleep(interval.toMillis());
                unanswered = answers(sip, n) ? 0 : unanswered + 1;
                if (unanswered >= MAX_UNANSWERED) {
                    unanswered = 0;
                    deaf.run();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "nobody watches the stack any more");
        }
    }

    /** Whether something that speaks SIP answers there. */
    static boolean answers(InetSocketAddress sip, long number) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(sip.getAddress(), 0))) {
            socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
            byte[] options = options(sip, socket.getLocalPort(), number).getBytes(US_ASCII);
            socket.send(new DatagramPacket(options, options.length, sip));
            byte[] answer = new byte[2048];
            DatagramPacket packet = new DatagramPacket(answer, answer.length);
            socket.receive(packet);
            return new String(answer, 0, packet.getLength(), US_ASCII).startsWith("SIP/2.0 ");
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The SIP port cannot be asked: " + e);
            return false;
        }
    }

    private static String options(InetSocketAddress sip, int port, long number) {
        String host = sip.getAddress().getHostAddress();
        return """
                OPTIONS sip:%1$s:%2$d SIP/2.0\r
                Via: SIP/2.0/UDP %1$s:%3$d;branch=z9hG4bKwatch%4$d-%3$d\r
                Max-Forwards: 70\r
                From: <sip:watchdog@%1$s>;tag=w%4$d\r
                To: <sip:%1$s:%2$d>\r
                Call-ID: watchdog-%3$d-%4$d@%1$s\r
                CSeq: 1 OPTIONS\r
                Contact: <sip:watchdog@%1$s:%3$d>\r
                Content-Length: 0\r
                \r
                """.formatted(host, sip.getPort(), port, number);
    }
}
