package org.duovox.cluster.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.duovox.cluster.BacklogLimits;
import org.duovox.cluster.ClusterSettings;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

class ClusterPropertiesTest {

    private static final String OWN = "duovox.address";
    private static final String PUBLISHER = "duovox.publisher.address";
    private static final String SUBSCRIBER = "duovox.subscriber.address";
    private static final String LISTED = "duovox.subscriber.listed";

    private static ClusterSettings of(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ClusterProperties.from(properties).settings();
    }

    private static String peer(ClusterSettings settings) {
        return settings.peer().map(address -> address.getHostAddress()).orElse("none");
    }

    @Test
    void aPublisherThatWasToldOfNoSubscriberHasNoPeer() {
        assertThat(peer(of(OWN, "192.0.2.11", PUBLISHER, "192.0.2.11"))).isEqualTo("none");
    }

    @Test
    void theAddressOfTheInstallationIsTheFirstValue() {
        assertThat(peer(of(OWN, "192.0.2.11", PUBLISHER, "192.0.2.11", SUBSCRIBER, "192.0.2.12")))
                .isEqualTo("192.0.2.12");
    }

    @Test
    void whatWasListedLastGoesBeforeIt() {
        assertThat(peer(of(OWN, "192.0.2.11", PUBLISHER, "192.0.2.11", SUBSCRIBER, "192.0.2.12", LISTED, "192.0.2.13")))
                .isEqualTo("192.0.2.13");
        assertThat(peer(of(OWN, "192.0.2.11", PUBLISHER, "192.0.2.11", SUBSCRIBER, "192.0.2.12", LISTED, "192.0.2.11")))
                .as("the publisher's own address stands for none")
                .isEqualTo("none");
    }

    @Test
    void aSubscriberNeedsItsOwnAddressAndThePublishers() {
        ClusterSettings settings = of(OWN, "192.0.2.12", PUBLISHER, "192.0.2.11");
        assertThat(settings.self()).isEqualTo(Member.SUBSCRIBER);
        assertThat(peer(settings)).isEqualTo("192.0.2.11");
    }

    @Test
    void aServerThatIsNeitherIsRefused() {
        assertThatThrownBy(() -> of(OWN, "192.0.2.13", PUBLISHER, "192.0.2.11", SUBSCRIBER, "192.0.2.12"))
                .hasMessageContaining("neither");
    }

    @Test
    void theBacklogsTimesAreProperties() {
        ClusterSettings settings = of(
                OWN,
                "192.0.2.11",
                PUBLISHER,
                "192.0.2.11",
                "duovox.backlog.warning.seconds",
                "5",
                "duovox.backlog.limit.seconds",
                "20",
                "duovox.backlog.lasting.seconds",
                "7");
        assertThat(settings.rules().backlog())
                .isEqualTo(new BacklogLimits(
                        500, Duration.ofSeconds(5), 5_000, Duration.ofSeconds(20), Duration.ofSeconds(7)));
    }
}
