package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.terminal.Wait;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts by JMS, heard by a program outside of two real servers. */
@Tag("server")
class AlertTopicTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String USER = "duovox-alerts";
    private static final String TRUST_PASSWORD = "only-certificates";

    @TempDir
    private Path directory;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void theDeathOfThePrimaryIsHeardOnceByAProgramOutside() throws Exception {
        try (TwoServers servers = TwoServers.started("alert-topic")) {
            Server publisher = servers.server(Member.PUBLISHER);
            List<String> urls = List.of(url(publisher), url(servers.server(Member.SUBSCRIBER)));
            String password = password(publisher);
            nobodyElseMaySubscribe(urls.getFirst(), password);
            AlertSubscriber both = new AlertSubscriber(urls, USER, password, alert -> heard.add(line(alert)));
            try {
                publisher.killNow();
                Wait.until(() -> count("AutoFailoverSucceeded subscriber") == 1, LIMIT, () -> "Heard only: " + heard);
                servers.pair().start();
                thePublishersBrokerTellsToo(urls.getFirst(), password);
                servers.server(Member.SUBSCRIBER).killNow();
                Wait.until(() -> count("NoConnectionToPeer publisher") > 0, LIMIT, () -> "Heard only: " + heard);
            } finally {
                both.close();
            }
            assertThat(count("AutoFailoverSucceeded subscriber"))
                    .as("once, though both brokers published it: %s", heard)
                    .isEqualTo(1);
        }
    }

    /** Of the death, as soon as it knows of it, or at the latest of the failback. */
    private static void thePublishersBrokerTellsToo(String url, String password) {
        List<String> there = new CopyOnWriteArrayList<>();
        try (JMSContext connection = new ActiveMQConnectionFactory(url).createContext(USER, password)) {
            connection
                    .createConsumer(connection.createTopic("jms.topic.DuovoxAlerts"))
                    .setMessageListener(alert -> there.add(line(alert)));
            Wait.until(
                    () -> there.stream().anyMatch(line -> line.startsWith("AutoFail")),
                    LIMIT,
                    () -> "The publisher published only " + there);
        }
    }

    private static void nobodyElseMaySubscribe(String url, String password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        assertThatExceptionOfType(JMSSecurityRuntimeException.class).isThrownBy(factory::createContext);
        assertThatExceptionOfType(JMSSecurityRuntimeException.class)
                .isThrownBy(() -> factory.createContext(USER, "a guess"));
        try (JMSContext known = factory.createContext(USER, password)) {
            assertThatExceptionOfType(JMSRuntimeException.class)
                    .as("whoever may listen may not send")
                    .isThrownBy(() ->
                            known.createProducer().send(known.createTopic("jms.topic.DuovoxAlerts"), "a false alarm"));
        }
    }

    private long count(String beginning) {
        return heard.stream().filter(line -> line.startsWith(beginning)).count();
    }

    private static String line(Message alert) {
        try {
            return "%s %s %s %s"
                    .formatted(
                            alert.getStringProperty("alert"),
                            alert.getStringProperty("server"),
                            alert.getStringProperty("severity"),
                            alert.getStringProperty("id"));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As in the server's README.md, Alerts by JMS. */
    private String url(Server server) throws IOException, GeneralSecurityException {
        return "tcp://" + server.address() + ":8443?sslEnabled=true&httpUpgradeEnabled=true&httpUpgradeEndpoint=alerts"
                + "&activemqServerName=default&trustStorePath=" + trust(server) + "&trustStorePassword="
                + TRUST_PASSWORD
                + "&callTimeout=10000&callFailoverTimeout=10000&reconnectAttempts=-1&retryInterval=1000";
    }

    /** The server's certificate alone, as an administrator would export it for another program. */
    private Path trust(Server server) throws IOException, GeneralSecurityException {
        Path configuration = server.base().resolve("configuration");
        char[] password = Files.readString(configuration.resolve("https.password"))
                .strip()
                .toCharArray();
        KeyStore keys = KeyStore.getInstance(configuration.resolve("https.p12").toFile(), password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("https", keys.getCertificate("https"));
        Path file = directory.resolve(server + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, TRUST_PASSWORD.toCharArray());
        }
        return file;
    }

    private static String password(Server server) throws IOException {
        return Files.readString(server.base().resolve("configuration/alerts-users.properties"))
                .strip()
                .substring(USER.length() + 1);
    }
}
