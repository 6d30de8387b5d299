package org.duovox.sip.jain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are answered without the application. */
class RefusalTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(TestServer::answering);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String ask(String message) {
        try (Wiretap wire = new Wiretap(server.address())) {
            wire.send(message.replace("PORT", Integer.toString(wire.port())));
            return wire.receiveFinal();
        }
    }

    private static String request(String method, String uri, String headers) {
        long unique = System.nanoTime();
        return method + " " + uri + " SIP/2.0\n"
                + "Via: SIP/2.0/UDP 127.0.0.31:PORT;branch=z9hG4bK" + unique + "\n"
                + "From: <sip:a@127.0.0.31>;tag=1\nTo: <sip:b@127.0.0.31>\n"
                + "Call-ID: refusal" + unique + "\nCSeq: 1 " + method + "\n"
                + headers + "Content-Length: 0\n\n";
    }

    private static final String CONTACT = "Contact: <sip:a@127.0.0.31:PORT>\nMax-Forwards: 70\n";

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, sip:b@127.0.0.31, '', 200",
        "INVITE, sip:b@127.0.0.31, 'Require: 100rel\n', 420",
        "OPTIONS, sip:b@127.0.0.31, 'Require: nothingSupportsThis\n', 420",
        "INVITE, tel:+49301234, '', 416",
        "OPTIONS, unknown:b, '', 416",
        "REGISTER, sip:127.0.0.31, '', 405",
        "SUBSCRIBE, sip:127.0.0.31, 'Event: presence\n', 405",
        "MESSAGE, sip:127.0.0.31, '', 405",
        "NEWMETHOD, sip:127.0.0.31, '', 501",
        "BYE, sip:b@127.0.0.31, '', 481",
        "INFO, sip:b@127.0.0.31, '', 481",
        "UPDATE, sip:b@127.0.0.31, '', 481",
        "CANCEL, sip:b@127.0.0.31, '', 481",
    })
    void theStatusFits(String method, String uri, String headers, int status) {
        assertThat(Wiretap.status(ask(request(method, uri, CONTACT + headers)))).isEqualTo(status);
    }

    @Test
    void anInviteWithoutContactGets400() {
        assertThat(ask(request("INVITE", "sip:b@127.0.0.31", ""))).startsWith("SIP/2.0 400");
    }

    @Test
    void aRequestForAnUnknownDialogGets481() {
        String message = request("INVITE", "sip:b@127.0.0.31", CONTACT)
                .replace("To: <sip:b@127.0.0.31>", "To: <sip:b@127.0.0.31>;tag=x");
        assertThat(ask(message)).startsWith("SIP/2.0 481");
    }

    @Test
    void optionsTellWhatWeCanDo() {
        String answer = ask(request("OPTIONS", "sip:b@127.0.0.31", CONTACT));
        assertThat(answer).contains("Allow: ").contains("Accept: ").contains("Supported: timer");
    }

    @Test
    void aServerThatTakesNoCallsSays503() {
        server.service.takeCalls(false);
        try {
            assertThat(ask(request("OPTIONS", "sip:b@127.0.0.31", CONTACT)))
                    .startsWith("SIP/2.0 503")
                    .contains("Retry-After: ");
            assertThat(ask(request("INVITE", "sip:b@127.0.0.31", CONTACT))).startsWith("SIP/2.0 503");
        } finally {
            server.service.takeCalls(true);
        }
    }
}
