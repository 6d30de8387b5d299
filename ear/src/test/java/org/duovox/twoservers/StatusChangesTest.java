package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An administrator's orders on two real servers, by REST and on either server, as ./duovox gives them. */
@Tag("server")
class StatusChangesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void anAdministratorChangesTheStatusOfBothServersFromEither() throws IOException {
        try (TwoServers servers = TwoServers.started("status-changes")) {
            Server publisher = servers.server(Member.PUBLISHER);
            Server subscriber = servers.server(Member.SUBSCRIBER);
            Administration onPublisher = publisher.administration();
            Administration onSubscriber = subscriber.administration();
            awaitHealth(onPublisher, 200);
            awaitHealth(onSubscriber, 200);

            assertThat(onPublisher.order("subscriber", "make-primary", false)).isEqualTo("The subscriber is Primary.");
            // What the other server is comes by ping; that the order was carried out came by another connection.
            Wait.until(
                    () -> states(onPublisher).equals(List.of("Pri_Act_Secondary", "Sec_Act_Primary")),
                    PATIENCE,
                    () -> "The publisher shows " + states(onPublisher));
            assertThatThrownBy(() -> onPublisher.order("subscriber", "deactivate", false))
                    .isInstanceOf(Unable.class)
                    .hasMessageContaining("only a server with Secondary status can be deactivated");

            assertThat(onSubscriber.order("publisher", "deactivate", false)).isEqualTo("The publisher is Deactivated.");
            awaitHealth(onPublisher, 503);
            servers.pair().restart(Member.PUBLISHER);
            Wait.until(
                    () -> onPublisher.rest().isDeactivated(),
                    PATIENCE,
                    () -> "The publisher is " + onPublisher.rest().status());
            assertThat(onSubscriber.order("publisher", "activate", false))
                    .isEqualTo("The publisher is active: Secondary.");

            assertThat(onSubscriber.order("publisher", "make-primary", false)).isEqualTo("The publisher is Primary.");
            assertThat(states(onPublisher)).isEqualTo(List.of("Pri_Active", "Sec_Active"));
            for (Administration each : List.of(onPublisher, onSubscriber)) {
                Wait.until(
                        () -> timeline(each).contains("PUBLISHER ManualFailbackSucceeded"),
                        PATIENCE,
                        () -> "The timeline lacks the last step: " + timeline(each));
            }
            for (Server each : List.of(publisher, subscriber)) {
                assertThat(Files.readString(each.log())).doesNotContain("CriticalServiceDown");
            }
            aServerIsPreparedForMaintenanceAndComesBack(onSubscriber);
        }
    }

    private static void awaitHealth(Administration asked, int status) {
        Wait.until(
                () -> asked.rest().health() == status,
                PATIENCE,
                () -> "The health is " + asked.rest().health());
    }

    private static void aServerIsPreparedForMaintenanceAndComesBack(Administration onSubscriber) {
        onSubscriber.order("publisher", "prepare-maintenance", false);
        Wait.until(
                () -> maintenance(onSubscriber, "sentence").contains("safe to shut"),
                PATIENCE,
                () -> "It is not safe to shut the publisher down: " + maintenance(onSubscriber, "sentence"));
        assertThat(states(onSubscriber)).isEqualTo(List.of("Pri_Idle", "Sec_Act_Primary"));
        onSubscriber.order("publisher", "end-maintenance", false);
        Wait.until(
                () -> maintenance(onSubscriber, "server").isEmpty(),
                PATIENCE,
                () -> "The maintenance does not end: " + maintenance(onSubscriber, "sentence"));
        assertThat(states(onSubscriber)).doesNotContain("Pri_Idle");
    }

    private static String maintenance(Administration asked, String what) {
        return asked.rest().get("/cluster/maintenance").at(what).text();
    }

    private static List<String> states(Administration asked) {
        return asked.rest().get("/cluster").at("servers").items().stream()
                .map(server -> server.at("serverStateName").text())
                .toList();
    }

    private static List<String> timeline(Administration asked) {
        return asked.rest().get("/cluster/timeline").at("steps").items().stream()
                .map(step -> step.at("member").text() + " " + step.at("what").text())
                .toList();
    }
}
