package org.duovox.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duovox.tool.deposit.DepositCaller;
import org.duovox.tool.deposit.DepositRun;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.Rest;
import org.duovox.tool.terminal.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Services that are stopped and started on two real servers, with real calls, from the other server. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A service counts as well after 10 s, and then the publisher waits for as long as is set. */
    private static final Duration FAILBACK_LIMIT = Duration.ofSeconds(40);

    private static final Duration SPEECH = Duration.ofSeconds(2);

    private static final String CONFIRMED = "{\"confirm\":\"true\"}";

    private static TwoServers servers;

    @BeforeAll
    static void start() {
        servers = TwoServers.started("services", Map.of("duovox.failback.seconds", "2"));
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void stoppingMixerDropsCallsAfterAConfirmationThatCountsThem() throws IOException {
        stoppingDropsCallsAfterAConfirmationThatCountsThem("mixer", "Mixer");
    }

    @Test
    void stoppingConversationManagerDropsCallsAfterAConfirmationThatCountsThem() throws IOException {
        stoppingDropsCallsAfterAConfirmationThatCountsThem("conversation-manager", "Conversation Manager");
    }

    private static void stoppingDropsCallsAfterAConfirmationThatCountsThem(String word, String name)
            throws IOException {
        PhoneCall call = call(Member.SUBSCRIBER);
        assertThat(call.answered().join()).isEqualTo(200);
        Rest.Answer refused = order(Member.PUBLISHER, Member.SUBSCRIBER, word, "stop", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("error").text())
                .startsWith("Stopping " + name + " on the subscriber drops the call that is in progress there.");
        assertThat(call.ended().isDone()).isFalse();

        assertThat(order(Member.PUBLISHER, Member.SUBSCRIBER, word, "stop", CONFIRMED)
                        .status())
                .isEqualTo(200);
        Wait.until(() -> call.ended().isDone(), LIMIT, () -> "The call was not dropped.");
        assertThat(state(Member.SUBSCRIBER, word)).isEqualTo("STOPPED");
        assertThat(call(Member.SUBSCRIBER).answered().join()).isEqualTo(503);
        assertThat(status(Member.SUBSCRIBER)).isEqualTo("SECONDARY");

        assertThat(order(Member.SUBSCRIBER, Member.SUBSCRIBER, word, "start", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(deposited(Member.SUBSCRIBER)).isTrue();
    }

    /** Guide, table 3-4. First, for a service that was stopped on the subscriber counts for 10 s. */
    @Test
    @Order(1)
    void aStoppedNotifierMovesThePrimaryStatusFromThePublisherAndItsStartBringsItBack() throws IOException {
        assertThat(status(Member.PUBLISHER)).isEqualTo("PRIMARY");
        assertThat(state(Member.SUBSCRIBER, "notifier")).isEqualTo("STOPPED");
        order(Member.SUBSCRIBER, Member.PUBLISHER, "notifier", "stop", "{}");
        await(Member.SUBSCRIBER, "PRIMARY", LIMIT);
        Wait.until(
                () -> state(Member.SUBSCRIBER, "notifier").equals("STARTED"),
                LIMIT,
                () -> "The subscriber's Notifier does not run.");
        Wait.until(
                () -> timeline()
                        .containsAll(List.of("PUBLISHER CriticalServiceDown", "SUBSCRIBER AutoFailoverSucceeded")),
                LIMIT,
                () -> "Alarms are missing: " + timeline());
        order(Member.SUBSCRIBER, Member.PUBLISHER, "notifier", "start", "{}");
        await(Member.PUBLISHER, "PRIMARY", FAILBACK_LIMIT);
    }

    @Test
    void withoutFileSyncerAMessageHasASingleCopyUntilItStarts() throws IOException {
        order(Member.PUBLISHER, Member.SUBSCRIBER, "file-syncer", "stop", "{}");
        assertThat(deposited(Member.PUBLISHER)).isTrue();
        Wait.until(() -> singleCopies(Member.PUBLISHER) == 1, LIMIT, () -> "The message is not marked.");
        order(Member.PUBLISHER, Member.SUBSCRIBER, "file-syncer", "start", "{}");
        Wait.until(() -> singleCopies(Member.PUBLISHER) == 0, LIMIT, () -> "The mark stays.");
        servers.pair().awaitEqual(LIMIT);
    }

    @Test
    void withoutReplicationTheBacklogGrowsUntilItStarts() throws IOException {
        order(Member.PUBLISHER, Member.SUBSCRIBER, "replication", "stop", "{}");
        assertThat(deposited(Member.PUBLISHER)).isTrue();
        Wait.until(() -> figures(Member.PUBLISHER).at("backlogEntries").number() > 0, LIMIT, () -> "No backlog.");
        assertThat(servers.pair().difference()).isNotEmpty();
        order(Member.PUBLISHER, Member.SUBSCRIBER, "replication", "start", "{}");
        servers.pair().awaitEqual(LIMIT);
    }

    @Test
    void aDeactivatedServiceStaysSoOverARestartAndAStoppedOneDoesNot() throws IOException {
        order(Member.PUBLISHER, Member.SUBSCRIBER, "inbox", "deactivate", "{}");
        order(Member.PUBLISHER, Member.SUBSCRIBER, "administration", "stop", "{}");
        Administration subscriber = servers.server(Member.SUBSCRIBER).administration();
        assertThat(ask(subscriber, "GET", "/users", "").status()).isEqualTo(503);
        servers.pair().restart(Member.SUBSCRIBER);
        assertThat(ask(subscriber, "GET", "/users", "").status()).isEqualTo(200);
        assertThat(state(Member.SUBSCRIBER, "inbox")).isEqualTo("STOPPED");
        Rest.Answer refused = order(Member.PUBLISHER, Member.SUBSCRIBER, "inbox", "start", "{}");
        assertThat(refused.json().at("error").text()).isEqualTo("Inbox is deactivated; activate it first.");
        order(Member.PUBLISHER, Member.SUBSCRIBER, "inbox", "activate", "{}");
        assertThat(state(Member.SUBSCRIBER, "inbox")).isEqualTo("STARTED");
    }

    @Test
    void thePortsOfTheOtherServerShowACallInProgress() {
        PhoneCall call = call(Member.SUBSCRIBER);
        assertThat(call.answered().join()).isEqualTo(200);
        Wait.until(() -> busyPorts().size() == 1, LIMIT, () -> "The call is not shown: " + busyPorts());
        assertThat(busyPorts()).allMatch(port -> port.startsWith("2001 Greeting of " + TwoServers.MAILBOX));
        call.hangUp().join();
        Wait.until(() -> busyPorts().isEmpty(), LIMIT, () -> "The call stays: " + busyPorts());
    }

    private static List<String> busyPorts() {
        return servers
                .server(Member.PUBLISHER)
                .administration()
                .rest()
                .get("/cluster/subscriber/ports")
                .at("ports")
                .items()
                .stream()
                .filter(port -> !port.at("applicationStatus").text().equals("Idle"))
                .map(port -> port.at("caller").text() + " "
                        + port.at("applicationStatus").text())
                .toList();
    }

    @Test
    void theRestServiceCanBeStartedByRestAlthoughItIsStopped() throws IOException {
        Administration publisher = servers.server(Member.PUBLISHER).administration();
        order(Member.PUBLISHER, Member.PUBLISHER, "rest-service", "stop", "{}");
        Rest.Answer refused = ask(publisher, "GET", "/status", "");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().at("error").text()).startsWith("REST Service was stopped on this server");
        order(Member.PUBLISHER, Member.PUBLISHER, "rest-service", "start", "{}");
        assertThat(ask(publisher, "GET", "/status", "").status()).isEqualTo(200);
    }

    private static Rest.Answer order(Member asked, Member of, String service, String order, String body)
            throws IOException {
        return ask(
                servers.server(asked).administration(),
                "POST",
                "/cluster/" + of.word() + "/services/" + service + "/" + order,
                body);
    }

    private static Rest.Answer ask(Administration asked, String method, String path, String body) throws IOException {
        return asked.rest().ask(method, path, body, LIMIT);
    }

    /** As the other server shows it. */
    private static String state(Member of, String service) {
        Server asked = servers.server(of.peer());
        return asked.administration().rest().get("/cluster/" + of.word() + "/services").at("services").items().stream()
                .filter(each -> each.at("service").text().equals(service))
                .map(each -> each.at("state").text())
                .findFirst()
                .orElseThrow();
    }

    private static Json figures(Member of) {
        return servers.server(of).administration().status().at("servers").items().stream()
                .filter(server -> server.at("member").text().equals(of.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String status(Member of) {
        return figures(of).at("status").text();
    }

    private static long singleCopies(Member of) {
        return figures(of).at("singleCopyMessages").number();
    }

    private static void await(Member of, String status, Duration limit) {
        Wait.until(() -> status(of).equals(status), limit, () -> "The " + of + " does not become " + status);
    }

    private static List<String> timeline() {
        return servers
                .server(Member.SUBSCRIBER)
                .administration()
                .rest()
                .get("/cluster/timeline")
                .at("steps")
                .items()
                .stream()
                .map(step -> step.at("member").text() + " " + step.at("what").text())
                .toList();
    }

    /** Waits until calls are taken there, and leaves a message; whether its caller heard that it was sent. */
    private static boolean deposited(Member on) {
        Wait.until(() -> figures(on).at("takingCalls").flag(), LIMIT, () -> "Calls are not taken.");
        DepositCaller caller = new DepositCaller(servers.telephone(), List.of(TwoServers.MAILBOX), Provision.PILOT);
        DepositRun run = new DepositRun(caller, List.of(servers.server(on).sip()), 1, 1, SPEECH);
        run.place(1, () -> {});
        return run.results().stream().allMatch(deposit -> deposit.hasReceipt());
    }

    private static PhoneCall call(Member member) {
        return servers.telephone()
                .call(Dial.forwarded(servers.server(member).sip(), Provision.PILOT, "2001", TwoServers.MAILBOX));
    }
}
