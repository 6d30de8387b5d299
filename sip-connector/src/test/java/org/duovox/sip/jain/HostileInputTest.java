package org.duovox.sip.jain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.duovox.sip.CallEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers may send: it gets an error or silence, and a normal call works afterwards. */
class HostileInputTest {

    /** Messages of RFC 4475, made out for our address; the first line is the status due, or "any" for an error or silence. */
    private static final Path TORTURE = Path.of("src/test/resources/torture");

    private TestServer server;
    private Wiretap wire;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(TestServer::answering);
        wire = new Wiretap(server.address());
    }

    @AfterEach
    void aNormalCallWorks() throws Exception {
        server.heard.clear();
        try (TestPhone phone = new TestPhone(server.address())) {
            assertThat(phone.call("", TestPhone.SDP)).startsWith("SIP/2.0 200");
            while (!(server.next() instanceof CallEvent.Connected)) {
                // Of calls that the test began.
            }
            assertThat(phone.bye()).startsWith("SIP/2.0 200");
            List<Integer> tables = server.service.stack().orElseThrow().tableSizes();
            assertThat(tables).allMatch(size -> size < 2000);
        } finally {
            wire.close();
            server.close();
        }
    }

    @Test
    void tortureMessagesGetTheirStatus() throws IOException {
        try (Stream<Path> files = Files.list(TORTURE)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file, UTF_8);
                int line = text.indexOf('\n');
                String expected = text.substring(0, line);
                try (Wiretap own = new Wiretap(server.address())) {
                    own.send(text.substring(line + 1).replace("PORT", Integer.toString(own.port())));
                    String answer = own.receive(expected.equals("any") ? 300 : TestPhone.PATIENCE);
                    if (!expected.equals("any")) {
                        assertThat(Wiretap.status(answer))
                                .as(file.getFileName().toString())
                                .isEqualTo(Integer.parseInt(expected));
                    }
                }
            }
        }
    }

    private static String invite(String body, String contentLength) {
        try (TestPhone phone = new TestPhone(new java.net.InetSocketAddress(TestServer.HOST, 9))) {
            return phone.text("INVITE", "", body)
                    .replaceFirst("Content-Length: \\d+", "Content-Length: " + contentLength);
        }
    }

    @Test
    void truncatedInvitesDoNoHarm() {
        byte[] whole = invite(TestPhone.SDP, "131").replace("\n", "\r\n").getBytes(ISO_8859_1);
        for (int length = 0; length < whole.length; length += 3) {
            wire.send(java.util.Arrays.copyOf(whole, length));
        }
    }

    @Test
    void damagedAndRandomDatagramsDoNoHarm() {
        long seed = 4475;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = invite(TestPhone.SDP, "131").replace("\n", "\r\n").getBytes(ISO_8859_1);
        for (int i = 0; i < 2000; i++) {
            byte[] datagram = i % 2 == 0 ? new byte[random.nextInt(1500)] : whole.clone();
            if (i % 2 == 0) {
                random.nextBytes(datagram);
            } else {
                for (int damage = 0; damage < 5; damage++) {
                    datagram[random.nextInt(datagram.length)] = (byte) random.nextInt(256);
                }
            }
            wire.send(datagram);
        }
    }

    @Test
    void aThousandLinesOfSdpAreRefused() {
        String body = TestPhone.SDP + "a=x\n".repeat(1000);
        wire.send(invite(body, Integer.toString(body.replace("\n", "\r\n").length())));
        wire.receive(500);
    }

    @Test
    void aContentLengthOfManyDigitsDoesNoHarm() {
        wire.send(invite(TestPhone.SDP, "1".repeat(8_000)));
        wire.send(invite(TestPhone.SDP, "9".repeat(50_000)));
        wire.receive(500);
    }

    @Test
    void nullBytesAndBackslashesDoNoHarm() {
        wire.send(invite("v=0\0\nm=audio \0 RTP/AVP 0\n", "28"));
        wire.send(invite(TestPhone.SDP, "131").replace("\"Ann\"", "\"A\0\\\""));
        wire.send(invite(TestPhone.SDP, "131").replace("Max-Forwards", "Via: ,,,\0;;\nMax-Forwards"));
        wire.receive(500);
    }
}
