package org.duovox.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duovox.cluster.Member.PUBLISHER;
import static org.duovox.cluster.Member.SUBSCRIBER;
import static org.duovox.cluster.ServerStatus.DEACTIVATED;
import static org.duovox.cluster.ServerStatus.NOT_FUNCTIONING;
import static org.duovox.cluster.ServerStatus.PRIMARY;
import static org.duovox.cluster.ServerStatus.SECONDARY;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerListRulesTest {

    private static final Optional<ListedServer> LISTED = Optional.of(new ListedServer("voice2", "", "Server 2"));

    @Test
    void aClusterHasAtMostTwoServers() {
        assertThat(ServerListRules.adding(PUBLISHER, Optional.empty())).isEmpty();
        assertThat(ServerListRules.adding(PUBLISHER, LISTED))
                .hasValueSatisfying(said -> assertThat(said).contains("voice2").contains("at most two servers"));
    }

    @Test
    void serversAreAddedAndDeletedOnThePublisher() {
        assertThat(ServerListRules.adding(SUBSCRIBER, Optional.empty())).isPresent();
        assertThat(ServerListRules.removing(SUBSCRIBER, SUBSCRIBER, LISTED, NOT_FUNCTIONING, true))
                .hasValue("Servers are deleted on the publisher; this is the subscriber.");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.11,the publisher's own address",
        "0.0.0.0,No server can have",
        "255.255.255.255,No server can have",
        "224.0.0.1,No server can have",
        "127.0.0.1,every machine's own address",
        "::1,every machine's own address",
        "::,No server can have"
    })
    void someAddressesAreNotTheSecondServers(String address, String complaint) throws UnknownHostException {
        assertThat(ServerListRules.address(InetAddress.getByName(address), InetAddress.getByName("192.0.2.11")))
                .hasValueSatisfying(said -> assertThat(said).contains(complaint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.12", "10.0.0.1", "2001:db8::12"})
    void othersAre(String address) throws UnknownHostException {
        assertThat(ServerListRules.address(InetAddress.getByName(address), InetAddress.getByName("192.0.2.11")))
                .isEmpty();
    }

    @Test
    void onOneMachineBothMayBeOnTheLoopbackInterface() throws UnknownHostException {
        assertThat(ServerListRules.address(InetAddress.getByName("127.0.0.12"), InetAddress.getByName("127.0.0.11")))
                .isEmpty();
    }

    @Test
    void thePublisherIsNeverDeleted() {
        assertThat(ServerListRules.removing(PUBLISHER, PUBLISHER, LISTED, NOT_FUNCTIONING, true))
                .hasValueSatisfying(said -> assertThat(said).contains("The publisher cannot be deleted"));
    }

    @Test
    void aSubscriberWithoutContactIsDeletedAndOneInContactAfterConfirmation() {
        assertThat(ServerListRules.removing(SUBSCRIBER, PUBLISHER, LISTED, NOT_FUNCTIONING, false))
                .isEmpty();
        assertThat(ServerListRules.removing(SUBSCRIBER, PUBLISHER, LISTED, SECONDARY, false))
                .hasValueSatisfying(said -> assertThat(said).contains("is in contact (Secondary)", "confirm"));
        assertThat(ServerListRules.removing(SUBSCRIBER, PUBLISHER, LISTED, SECONDARY, true))
                .isEmpty();
        assertThat(ServerListRules.removing(SUBSCRIBER, PUBLISHER, LISTED, DEACTIVATED, true))
                .isEmpty();
    }

    @Test
    void thePrimaryIsNotCutOff() {
        assertThat(ServerListRules.removing(SUBSCRIBER, PUBLISHER, LISTED, PRIMARY, true))
                .hasValueSatisfying(said -> assertThat(said).contains("make the publisher Primary first"));
    }

    @Test
    void whoIsNotListedIsNotDeleted() {
        assertThat(ServerListRules.removing(SUBSCRIBER, PUBLISHER, Optional.empty(), NOT_FUNCTIONING, true))
                .hasValue("No subscriber is listed.");
    }

    @Test
    void aServerIsFoundByPartOfItsNameOrDescription() {
        ServerEntry entry = new ServerEntry(SUBSCRIBER, new ListedServer("voice2", "", "Server 2"), SECONDARY);
        assertThat(entry.matches("")).isTrue();
        assertThat(entry.matches(" OICE ")).isTrue();
        assertThat(entry.matches("server")).isTrue();
        assertThat(entry.matches("voice3")).isFalse();
    }
}
