package org.duovox.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;
import org.duovox.configuration.ListedServer;
import org.duovox.configuration.ServerEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtherServerTest {

    private static final int PORT = 8443;

    @Test
    void usersGoToTheSamePageOfTheOtherServer() {
        assertThat(OtherServer.with(servers(ServerStatus.PRIMARY), Member.SUBSCRIBER, "/inbox/audio/12", PORT))
                .contains(URI.create("https://voice-1.example.com:8443/inbox/audio/12"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerStatus.class,
            names = {"DEACTIVATED", "STARTING", "NOT_FUNCTIONING"})
    void usersAreNotSentWhereTheyAreNotServedEither(ServerStatus other) {
        assertThat(OtherServer.with(servers(other), Member.SUBSCRIBER, "/inbox/inbox.xhtml", PORT))
                .isEmpty();
    }

    @Test
    void usersOfAServerWithoutAnotherGoNowhere() {
        assertThat(OtherServer.with(
                        servers(ServerStatus.PRIMARY).subList(1, 2), Member.SUBSCRIBER, "/inbox/inbox.xhtml", PORT))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/inbox/@evil.example, /inbox/@evil.example",
        "/inbox//evil.example, /inbox//evil.example",
        "'/inbox/a\r\nSet-Cookie: x', /inbox/a%0D%0ASet-Cookie:%20x",
        "/inbox/?a#b, /inbox/%3Fa%23b"
    })
    void noPathLeadsToAnotherHost(String path, String sent) {
        assertThat(OtherServer.with(servers(ServerStatus.SECONDARY), Member.SUBSCRIBER, path, PORT))
                .hasValueSatisfying(address ->
                        assertThat(address.toASCIIString()).isEqualTo("https://voice-1.example.com:8443" + sent));
    }

    /** As the subscriber, which is Deactivated, knows them. */
    private static List<ServerEntry> servers(ServerStatus publisher) {
        return List.of(
                new ServerEntry(Member.PUBLISHER, new ListedServer("voice-1.example.com", "", ""), publisher),
                new ServerEntry(Member.SUBSCRIBER, new ListedServer("192.0.2.2", "", ""), ServerStatus.DEACTIVATED));
    }
}
