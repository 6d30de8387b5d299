package org.duovox.alert.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duovox.alert.MailSender.Mail;
import org.duovox.alert.MailSender.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of a mail server's answers, from one that is told how to answer. */
class SmtpMailSenderTest {

    private static final String ANNE = "anne@example.com";
    private static final String BERT = "bert@example.com";
    private static final String HANG_UP = "";

    private final ServerSocket socket;
    private final Thread serving;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    SmtpMailSenderTest() throws IOException {
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        serving = Thread.ofPlatform().daemon().start(this::serve);
    }

    /** Ends the server and waits for its thread: an accept that is under way still takes one connection. */
    @AfterEach
    void close() throws IOException, InterruptedException {
        socket.close();
        serving.join(5_000);
    }

    @Test
    void aMailThatIsTakenIsTakenForAll() {
        assertThat(send(false)).isEqualTo(answered(List.of(ANNE, BERT), List.of(), List.of()));
        assertThat(heard).contains("Message-ID: <publisher.1@alerts.duovox>", "Auto-Submitted: auto-generated");
        assertThat(heard).noneMatch(line -> line.startsWith("X-Duovox-Doubtful"));
    }

    @Test
    void aMailInDoubtSaysSo() {
        send(true);
        assertThat(heard).contains("X-Duovox-Doubtful: true");
    }

    @Test
    void whoIsRefusedForGoodDoesNotKeepItFromTheOthers() {
        answers.put("RCPT TO:<" + ANNE + ">", "550 5.1.1 no such user");
        assertThat(send(false)).isEqualTo(answered(List.of(BERT), List.of(), List.of(ANNE)));
    }

    @Test
    void whoIsPutOffIsToldApart() {
        answers.put("RCPT TO:<" + ANNE + ">", "450 4.2.0 greylisted");
        assertThat(send(false)).isEqualTo(answered(List.of(BERT), List.of(ANNE), List.of()));
    }

    @Test
    void allMayBeRefusedOrPutOff() {
        answers.put("RCPT TO:<" + ANNE + ">", "550 5.1.1 no such user");
        answers.put("RCPT TO:<" + BERT + ">", "451 4.3.0 later");
        assertThat(send(false)).isEqualTo(answered(List.of(), List.of(BERT), List.of(ANNE)));
    }

    @Test
    void aMailWhoseContentIsRefusedIsPutOff() {
        answers.put(".", "554 5.6.0 no");
        assertThat(send(false)).isEqualTo(answered(List.of(), List.of(ANNE, BERT), List.of()));
    }

    @Test
    void aSenderThatIsRefusedPutsTheMailOff() {
        answers.put("MAIL FROM:<duovox@example.com>", "530 5.7.0 authentication required");
        assertThat(send(false)).isEqualTo(answered(List.of(), List.of(ANNE, BERT), List.of()));
    }

    @Test
    void anAnswerThatIsLostAfterTheMailLeavesItInDoubt() {
        answers.put(".", HANG_UP);
        assertThat(send(false)).isEqualTo(new Outcome.AnswerLost());
    }

    @Test
    void anAnswerThatIsLostLeavesItInDoubtThoughOneWasRefused() {
        answers.put("RCPT TO:<" + ANNE + ">", "550 5.1.1 no such user");
        answers.put(".", HANG_UP);
        assertThat(send(false)).isEqualTo(new Outcome.AnswerLost());
    }

    @Test
    void anAnswerThatIsLostBeforeTheMailLeavesNoDoubt() {
        answers.put("RCPT TO:<" + BERT + ">", HANG_UP);
        assertThat(send(false)).isEqualTo(new Outcome.Unreachable());
    }

    @Test
    void aConnectionThatEndsBadlyAfterTheAnswerDoesNotUndoIt() {
        answers.put("QUIT", HANG_UP);
        assertThat(send(false)).isEqualTo(answered(List.of(ANNE, BERT), List.of(), List.of()));
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws Exception {
        close();
        assertThat(send(false)).isEqualTo(new Outcome.Unreachable());
    }

    private static Outcome answered(List<String> taken, List<String> putOff, List<String> refused) {
        return new Outcome.Answered(taken, putOff, refused);
    }

    private Outcome send(boolean doubtful) {
        return new SmtpMailSender()
                .send(new Mail(
                        "127.0.0.1",
                        socket.getLocalPort(),
                        "duovox@example.com",
                        List.of(ANNE, BERT),
                        "Duovox: SbrFailed",
                        "why",
                        "<publisher.1@alerts.duovox>",
                        doubtful));
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // The client went away, or the test is over.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 here");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data && !line.equals(".")) {
                continue;
            }
            data = line.equals("DATA");
            String answer = answers.getOrDefault(line, data ? "354 go on" : "250 ok");
            if (answer.equals(HANG_UP)) {
                return;
            }
            say(out, answer);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
