package org.duovox.tool.phone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The telephone against itself, over loopback. */
class TelephoneTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Telephone caller = Telephone.at(ANY);
    private final Telephone called = Telephone.at(ANY);
    private final BlockingQueue<PhoneCall> answered = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        caller.close();
        called.close();
    }

    private PhoneCall call(String number) {
        return caller.call(Dial.direct(called.address(), number, "2001"));
    }

    private static <T> T soon(CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(20, TimeUnit.SECONDS);
    }

    private PhoneCall otherEnd() throws InterruptedException {
        return Objects.requireNonNull(answered.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void aCallThatNobodyAnswersIsRefused() throws Exception {
        assertThat(soon(call("1001").answered())).isEqualTo(480);
    }

    @Test
    void whatIsSaidIsHeardByteForByteOnBothSides() throws Exception {
        called.answerWith(answered::add);
        PhoneCall call = call("1001");
        soon(call.answered());
        PhoneCall other = otherEnd();
        byte[] question = Mulaw.noise(1, 8_000);
        byte[] answer = Mulaw.noise(2, 8_000);
        CompletableFuture<Void> asked = call.say(question);
        soon(other.say(answer));
        soon(asked);
        soon(call.hangUp());
        soon(other.ended());

        assertThat(Match.find(question, other.heard())).isNotNegative();
        assertThat(Match.find(answer, call.heard())).isNotNegative();
        assertThat(Match.find(question, call.sent())).isNotNegative();
    }

    @Test
    void hangingUpIsAnsweredAndEndsTheOtherSidesCall() throws Exception {
        called.answerWith(answered::add);
        PhoneCall call = call("1001");
        soon(call.answered());

        ByeAnswer bye = soon(call.hangUp());

        soon(otherEnd().ended());
        assertThat(bye.isReceipt()).isTrue();
    }

    @Test
    void digitsArriveInOrder() throws Exception {
        called.answerWith(answered::add);
        PhoneCall call = call("1001");
        soon(call.answered());

        soon(call.press("1001#*1"));

        assertThat(otherEnd().digitsHeard()).isEqualTo("1001#*1");
    }

    @Test
    void aDigitSentByInfoIsAnswered() throws Exception {
        called.answerWith(answered::add);
        PhoneCall call = call("1001");
        soon(call.answered());

        assertThat(soon(call.pressByInfo('5'))).isEqualTo(200);
    }

    @Test
    void theEndOfTheToneIsNoticedAfterSpeech() throws Exception {
        called.answerWith(other -> {
            CompletableFuture<Void> spoken = other.say(Mulaw.noise(3, 8_000));
            CompletableFuture<Void> sounded = other.say(Mulaw.tone(1004, 2_400));
            assertThat(spoken).isNotSameAs(sounded);
        });
        PhoneCall call = call("1001");

        soon(call.toneHeard());

        // Silence goes on until somebody looks.
        assertThat(call.lastAudible()).isBetween(10_000, 13_000);
    }

    @Test
    void noiseIsNoTone() {
        ToneListener listener = new ToneListener();
        byte[] noise = Mulaw.noise(4, 160_000);
        for (int at = 0; at < noise.length; at += 160) {
            listener.heard(Arrays.copyOfRange(noise, at, at + 160));
        }
        assertThat(listener.hasEnded()).isFalse();
    }

    @Test
    void fiftyCallsAtOnceKeepTheirOwnWords() throws Exception {
        called.answerWith(answered::add);
        List<CompletableFuture<ByeAnswer>> ends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] words = Mulaw.noise(100 + i, 4_000);
            PhoneCall call = call("1001");
            ends.add(call.answered().thenCompose(status -> call.say(words)).thenCompose(said -> call.hangUp()));
        }
        for (CompletableFuture<ByeAnswer> end : ends) {
            assertThat(soon(end).isReceipt()).isTrue();
        }

        List<byte[]> heard = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            PhoneCall other = otherEnd();
            soon(other.ended());
            heard.add(other.heard());
        }
        for (int i = 0; i < 50; i++) {
            byte[] words = Mulaw.noise(100 + i, 4_000);
            assertThat(heard).filteredOn(one -> Match.find(words, one) >= 0).hasSize(1);
        }
    }

    @Test
    void aLampNoticeIsKeptOnceThoughItComesTwice() throws Exception {
        CompletableFuture<Notice> next = called.nextNotice(Notice::lightsLamp);
        String notify = request(
                "NOTIFY", "Event: message-summary\r\n", "Messages-Waiting: yes\r\nVoice-Message: 1/0 (0/0)\r\n");

        exchange(notify);
        assertThat(exchange(notify)).startsWith("SIP/2.0 200 ");

        assertThat(soon(next).extension()).isEqualTo("1001");
        assertThat(called.notices()).hasSize(1);
    }

    @Test
    void optionsAreAnswered() throws Exception {
        assertThat(exchange(request("OPTIONS", "", ""))).startsWith("SIP/2.0 200 ");
    }

    private static String request(String method, String headers, String body) {
        return method + " sip:1001@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1\r\n"
                + "From: <sip:vm@127.0.0.1>;tag=1\r\nTo: <sip:1001@127.0.0.1>\r\nCall-ID: 1\r\nCSeq: 1 " + method
                + "\r\n"
                + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String exchange(String request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(ANY)) {
            socket.setSoTimeout(500);
            byte[] bytes = request.getBytes(ISO_8859_1);
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            // Requests over UDP are sent again until they are answered (RFC 3261, 17.1.2.2).
            for (int tries = 0; tries < 40; tries++) {
                socket.send(new DatagramPacket(bytes, bytes.length, called.address()));
                try {
                    socket.receive(answer);
                    return new String(answer.getData(), 0, answer.getLength(), ISO_8859_1);
                } catch (SocketTimeoutException notYet) {
                    // sent again
                }
            }
            throw new IOException("no answer to " + request.lines().findFirst().orElse(""));
        }
    }
}
