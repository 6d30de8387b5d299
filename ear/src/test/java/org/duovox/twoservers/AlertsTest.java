package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Wait;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators are told when a server dies, from two real servers. */
@Tag("server")
class AlertsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String STOPPED = "EvtMsgStopTakingCalls";
    private static final String DEACTIVATED = "ServerDeactivated";
    private static final String ACTIVATED = "ServerActivated";

    @Test
    void theDeathOfThePrimaryIsMailedOnceByTheSurvivorAndKnownToBoth() throws Exception {
        try (SmtpSink sink = new SmtpSink(TwoServers.PHONES);
                TwoServers servers = TwoServers.started("alerts")) {
            Server publisher = servers.server(Member.PUBLISHER);
            Server subscriber = servers.server(Member.SUBSCRIBER);
            publisher.administration().rest().post("/alarms/mail-server", mailServer(sink.port()));
            whoeverIsSetCollects(publisher, subscriber, sink);
            theOtherServerMailsWhileTheCollectorsServiceIsStopped(publisher, sink);
            aMailWhoseAnswerIsLostIsSentAgainWithAMarkAndASuspendedAlertIsNot(publisher, sink);
            publisher.killNow();
            Wait.until(
                    () -> mailsOf(sink, "AutoFailoverSucceeded").size() == 1
                            && mailsOf(sink, "NoConnectionToPeer").size() == 1,
                    LIMIT,
                    () -> "The mails did not come: " + sink.mails());
            assertThat(mailsOf(sink, "AutoFailoverSucceeded").getFirst())
                    .contains("Message-ID: <subscriber.", "To: operator@example.com", "What to do: ")
                    .doesNotContain("X-Duovox-Doubtful");
            servers.pair().start();
            Wait.until(
                    () -> !alarms(publisher).isEmpty() && alarms(publisher).equals(alarms(subscriber)),
                    LIMIT,
                    () -> "The alarms differ: " + alarms(publisher) + " and " + alarms(subscriber));
            assertThat(alarms(subscriber)).anyMatch(line -> line.startsWith("AutoFailoverSucceeded SUBSCRIBER"));
            assertThat(mailsOf(sink, "AutoFailoverSucceeded"))
                    .as("nobody sends it again when the publisher, which collects, is back")
                    .hasSize(1);
        }
    }

    /** In normal times. Calls are stopped, for that raises an alarm and moves nothing else. */
    private static void whoeverIsSetCollects(Server publisher, Server subscriber, SmtpSink sink) throws IOException {
        Rest rest = publisher.administration().rest();
        for (String alarm : List.of(STOPPED, DEACTIVATED, ACTIVATED)) {
            rest.post("/alerts/" + alarm, fields("enabled", "true", "mailed", "true"));
        }
        rest.post("/alarms/collector", fields("primary", "subscriber", "failover", "publisher"));
        awaitCollector(subscriber);
        publisher.administration().order("publisher", "stop-taking-calls", true);
        awaitMails(sink, STOPPED + " on the publisher", 1);
        awaitLine(subscriber, "The mail about " + STOPPED + " was sent");
        assertThat(Files.readString(publisher.log())).doesNotContain("The mail about " + STOPPED);
        awaitLine(subscriber, "The publisher raised " + STOPPED + ": ");
        publisher.administration().order("publisher", "take-calls", false);
    }

    private static void theOtherServerMailsWhileTheCollectorsServiceIsStopped(Server publisher, SmtpSink sink) {
        Rest rest = publisher.administration().rest();
        rest.post("/cluster/subscriber/services/alert-collector/stop", fields());
        publisher.administration().order("subscriber", "stop-taking-calls", true);
        awaitMails(sink, STOPPED + " on the subscriber", 1);
        awaitLine(publisher, "The mail about " + STOPPED + " was sent");
        publisher.administration().order("subscriber", "take-calls", false);
        rest.post("/cluster/subscriber/services/alert-collector/start", fields());
        rest.post("/alarms/collector", fields("primary", "publisher", "failover", ""));
    }

    private static void aMailWhoseAnswerIsLostIsSentAgainWithAMarkAndASuspendedAlertIsNot(
            Server publisher, SmtpSink sink) {
        Rest rest = publisher.administration().rest();
        rest.post("/alerts/" + DEACTIVATED + "/suspend", fields("server", "subscriber"));
        publisher.administration().order("subscriber", "deactivate", true);
        sink.loseAnAnswer();
        publisher.administration().order("subscriber", "activate", false);
        awaitMails(sink, ACTIVATED, 2);
        assertThat(mailsOf(sink, ACTIVATED).getFirst()).doesNotContain("X-Duovox-Doubtful");
        assertThat(mailsOf(sink, ACTIVATED).getLast()).contains("X-Duovox-Doubtful: true");
        assertThat(mailsOf(sink, DEACTIVATED)).as("suspended").isEmpty();
    }

    private static void awaitCollector(Server server) {
        Wait.until(
                () -> Stream.of(server.administration().rest().get("/alarms/collector"))
                        .allMatch(collector -> collector.at("collectingHere").flag()),
                LIMIT,
                () -> "The " + server + " does not collect.");
    }

    private static void awaitMails(SmtpSink sink, String about, int count) {
        Wait.until(
                () -> mailsOf(sink, about).size() == count,
                LIMIT,
                () -> "Not " + count + " mails about " + about + ": " + sink.mails());
    }

    private static void awaitLine(Server server, String line) {
        Wait.until(() -> log(server).contains(line), LIMIT, () -> "The " + server + " does not say: " + line);
    }

    private static String log(Server server) {
        try {
            return Files.readString(server.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.Fields fields(String... namesAndValues) {
        Map<String, Json> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], new Json.Text(namesAndValues[i + 1]));
        }
        return new Json.Fields(fields);
    }

    private static Json.Fields mailServer(int port) {
        return new Json.Fields(Map.of(
                "host", new Json.Text(TwoServers.PHONES),
                "port", new Json.Text(Integer.toString(port)),
                "sender", new Json.Text("duovox@example.com"),
                "recipients", new Json.Text("operator@example.com")));
    }

    private static List<String> mailsOf(SmtpSink sink, String alarm) {
        return sink.mails().stream()
                .filter(mail -> mail.lines().anyMatch(line -> line.startsWith("Subject: Duovox: " + alarm + " ")))
                .toList();
    }

    private static List<String> alarms(Server server) {
        return Stream.of(server.administration().rest().get("/alarms"))
                .flatMap(all -> all.items().stream())
                .map(each -> "%s %s %s %s"
                        .formatted(
                                each.at("alarm").text(),
                                each.at("server").text(),
                                each.at("at").text(),
                                each.at("mail").text()))
                .toList();
    }
}
