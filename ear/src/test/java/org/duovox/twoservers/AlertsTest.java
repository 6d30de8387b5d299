package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Json;
import org.duovox.tool.terminal.Wait;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators are told when a server dies, from two real servers. */
@Tag("server")
class AlertsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theDeathOfThePrimaryIsMailedOnceByTheSurvivorAndKnownToBoth() throws Exception {
        try (SmtpSink sink = new SmtpSink(TwoServers.PHONES);
                TwoServers servers = TwoServers.started("alerts")) {
            Server publisher = servers.server(Member.PUBLISHER);
            Server subscriber = servers.server(Member.SUBSCRIBER);
            publisher.administration().rest().post("/alarms/mail-server", mailServer(sink.port()));
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
