package org.duovox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.ServerReport;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Unable;
import org.duovox.tool.terminal.Wait;
import org.duovox.twoservers.TwoServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The guide's chapter 1, To Configure the Cluster, from a publisher that knows of no other server: who is not in its list does not
 * join, and joins when it is. Screenshots are left in target/screenshots.
 */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterPageTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A server's start on a machine that does much else. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static TwoServers servers;
    private static Chromium chromium;
    private static Console console;

    @BeforeAll
    static void startThePublisherAlone() {
        chromium = Chromium.started();
        servers = TwoServers.prepared("cluster-page");
        Server publisher = publisher();
        // Its own address stands for none: as assembled without the subscriber's address.
        publisher.start(Map.of("duovox.subscriber.listed", publisher.address()));
        publisher.awaitReady(new Terminal(System.out, false));
        console = Console.of(chromium, publisher).signIn(servers.administrator());
    }

    @AfterAll
    static void stop() {
        Chromium.stop(chromium, servers);
    }

    @Test
    @Order(1)
    void aServerThatIsNotListedDoesNotJoinAlthoughItKnowsTheSecret() throws IOException {
        assertThat(status(Member.PUBLISHER)).isEqualTo("PRIMARY");
        new Provision(TwoServers.PHONES, 2, TwoServers.MAILBOX, "Test", TwoServers.PIN)
                .applyTo(publisher().administration());
        console.menu("Cluster");
        assertThat(rows()).hasCount(1);

        subscriber().start(Map.of("duovox.start.grace.seconds", "5"));
        Wait.until(() -> logOf(publisher()).contains("was not let in"), START, () -> "Nobody was refused.");
        assertThat(page().locator("[id='servers:stranger']"))
                .containsText("A server at " + subscriber().address()
                        + " knows the cluster's secret but is not in the list of servers, and was not let in.");
        console.shoot("cluster-refused");
        Wait.until(
                () -> status(Member.SUBSCRIBER).equals("SECONDARY"),
                START,
                () -> "The subscriber is " + status(Member.SUBSCRIBER));
        assertThat(reported(publisher(), Member.SUBSCRIBER)).isEqualTo("NOT_FUNCTIONING");
        assertThat(reported(subscriber(), Member.PUBLISHER)).isEqualTo("NOT_FUNCTIONING");
        assertThat(knowsTheUser(subscriber())).isFalse();
        assertThat(Files.readString(subscriber().log()))
                .contains("The publisher refuses this server, which is not in its list of servers")
                .doesNotContain("now Primary");
    }

    /** Guide, chapter 1: To Configure the Cluster; first with what cannot be right. */
    @Test
    @Order(2)
    void toConfigureTheCluster() {
        // Step 2: expand System Settings, then click Cluster.
        console.menu("Cluster");
        assertThat(page().locator("h1")).hasText("Find and List Servers");
        // Step 3: click Add New.
        page().locator("[id='servers:add']").click();
        assertThat(page().locator("h1")).hasText("New Server Configuration");
        refused("", "", "Say the host name or IP address.");
        refused("voice_2", "", "is no host name");
        refused("1.2.3", "", "is no IP address");
        refused(publisher().address(), "", "is the publisher's own address");
        refused("no-such-server.invalid", "", "no-such-server.invalid");
        refused(subscriber().address(), "00:1b", "A MAC address is six pairs");
        // Step 4 to 7: Host Name/IP Address; optional: MAC Address; Description; Save.
        fill(subscriber().address(), "00-1B-21-3C-4D-5E", "Server 2");
        console.shoot("new-server");
        page().locator("[id='server:save']").click();
        assertThat(page().locator("[id='server:messages']"))
                .containsText(subscriber().address() + " is in the list of servers.");
        servers.pair().awaitBothRoles();
        Wait.until(() -> knowsTheUser(subscriber()), LIMIT, () -> "The user does not come to the subscriber.");
    }

    private static void refused(String host, String mac, String sentence) {
        fill(host, mac, "Server 2");
        page().locator("[id='server:save']").click();
        assertThat(page().locator("[id='server:messages']")).containsText(sentence);
    }

    private static void fill(String host, String mac, String description) {
        page().locator("[id='server:host']").fill(host);
        page().locator("[id='server:mac']").fill(mac);
        page().locator("[id='server:description']").fill(description);
    }

    @Test
    @Order(3)
    void bothServersAreListedAndFoundByPartOfAName() {
        console.menu("Cluster");
        assertThat(rows()).hasCount(2);
        assertThat(rows().nth(0)).containsText("Publisher");
        assertThat(rows().nth(1)).containsText("Subscriber");
        assertThat(rows().nth(1)).containsText("00:1b:21:3c:4d:5e");
        assertThat(rows().nth(1).locator(".dv-status")).hasText("Secondary");
        assertThat(rows().nth(0).locator("button")).hasCount(0);
        assertThat(page().locator("[id='servers:add']")).isDisabled();
        assertThat(page().locator("[id='servers:notAdding']")).containsText("a cluster has at most two servers");
        assertThat(page().locator("[id='servers:stranger']")).not().containsText("was not let in");
        console.shoot("cluster");
        page().locator("[id='servers:wanted']").fill("SERVER 2");
        page().locator("[id='servers:find']").click();
        assertThat(rows()).hasCount(1);
        page().locator("[id='servers:all']").click();
        assertThat(rows()).hasCount(2);
    }

    @Test
    @Order(3)
    void theSubscriberShowsTheListAndSendsWhoWouldChangeItToThePublisher() {
        Console other = Console.of(chromium, subscriber()).signIn(servers.administrator());
        other.open("/administration/system-settings/cluster.xhtml");
        assertThat(other.page().locator("[id='servers:list']")).containsText("Server 2");
        assertThat(other.page().locator("[id='servers:notAdding']")).containsText("Servers are added on the publisher");
        assertThat(other.page().locator("[id='servers:table_data'] button")).hasCount(0);
        other.page().context().close();
    }

    @Test
    @Order(3)
    void whatCannotBeIsRefusedByRestToo() {
        Administration publisher = publisher().administration();
        assertThatThrownBy(() -> publisher.addServer("192.0.2.99", "", ""))
                .isInstanceOf(Unable.class)
                .hasMessageContaining("at most two servers");
        assertThatThrownBy(() -> publisher.removeServer("publisher", true))
                .hasMessageContaining("The publisher cannot be deleted");
        assertThatThrownBy(() -> publisher.removeServer("subscriber", false)).hasMessageContaining("is in contact");
    }

    @Test
    @Order(4)
    void theHostsOfTheNetworkCheckAreChangedAndInForceOnBothServers() {
        console.menu("Advanced > Cluster Configuration");
        Locator hosts = page().locator("[id='configuration:checkHosts']");
        assertThat(hosts).hasValue("");
        hosts.fill("gateway");
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']")).containsText("Say which TCP port of gateway");
        hosts.fill("no-such-host.invalid:443");
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']"))
                .containsText("no-such-host.invalid cannot be found");
        hosts.fill(TwoServers.PHONES + ":5060 " + publisher().address() + ":8443");
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']")).containsText("The settings are kept.");
        console.shoot("network-check-hosts");
        for (Server server : List.of(publisher(), subscriber())) {
            Wait.until(
                    () -> logOf(server)
                            .contains("The network check asks now: " + TwoServers.PHONES + ":5060, "
                                    + publisher().address() + ":8443"),
                    LIMIT,
                    () -> "The hosts are not in force on the " + server);
        }
    }

    @Test
    @Order(4)
    void theParametersOfTheServerRoleManagerAreSetBesideTheAlertCollectors() {
        console.menu("Service Parameters");
        console.choose("parameters:service", "Server Role Manager");
        Locator delay = page().locator("[id='parameters:failbackSeconds_input']");
        assertThat(delay).hasValue("30");
        assertThat(page().locator("[id='parameters']")).containsText("Range: 1 to 3600. Default: 30.");
        delay.fill("45");
        page().locator("[id='parameters:save']").click();
        assertThat(page().locator("[id='parameters:messages']")).containsText("The settings are kept.");
        console.shoot("service-parameters-role-manager");
        console.menu("Advanced > Cluster Configuration");
        assertThat(page().locator("[id='configuration:failbackSeconds_input']")).hasValue("45");
    }

    @Test
    @Order(5)
    void aServerThatIsDeletedIsCutOffAndJoinsWhenItIsAddedAgain() throws IOException {
        console.menu("Cluster");
        rows().nth(1).locator("button").click();
        assertThat(page().locator(".ui-confirm-dialog-message"))
                .containsText("The subscriber is in contact (Secondary).");
        console.shoot("cluster-delete");
        page().locator(".ui-confirmdialog-yes").click();
        assertThat(page().locator("[id='servers:messages']")).containsText("is deleted from the list of servers");
        assertThat(rows()).hasCount(1);
        assertThat(page().locator("[id='servers:stranger']")).containsText("was not let in");
        Wait.until(
                () -> reported(publisher(), Member.SUBSCRIBER).equals("NOT_FUNCTIONING"),
                LIMIT,
                () -> "The subscriber is still in contact.");
        Wait.until(
                () -> status(Member.SUBSCRIBER).equals("SECONDARY"),
                LIMIT,
                () -> "The subscriber is " + status(Member.SUBSCRIBER));
        Wait.until(() -> noted().equals(publisher().address()), LIMIT, () -> "Noted is " + noted());

        assertThat(publisher().administration().addServer(subscriber().address(), "", "Server 2"))
                .startsWith(subscriber().address() + " is in the list of servers.");
        Wait.until(
                () -> reported(publisher(), Member.SUBSCRIBER).equals("SECONDARY"),
                LIMIT,
                () -> "The subscriber does not come back.");
        Wait.until(() -> noted().equals(subscriber().address()), LIMIT, () -> "Noted is " + noted());
    }

    @Test
    @Order(6)
    void theListHoldsOverARestartOfThePublisher() {
        servers.pair().restart(Member.PUBLISHER);
        servers.pair().awaitBothRoles();
        assertThat(publisher().administration().serverList().at("servers").items())
                .extracting(server -> server.at("host").text())
                .containsExactly(publisher().address(), subscriber().address());
    }

    private static String noted() {
        try {
            return Files.readString(publisher().base().resolve("data/listed-subscriber"))
                    .strip();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String logOf(Server server) {
        try {
            return Files.readString(server.log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean knowsTheUser(Server server) {
        return server.administration().hasOne("users", "extension", TwoServers.MAILBOX);
    }

    private static String status(Member member) {
        return servers.server(member)
                .administration()
                .self(PATIENCE)
                .map(ServerReport::status)
                .orElse("silent");
    }

    /** As the asked server shows that member. */
    private static String reported(Server asked, Member member) {
        return asked.administration().servers().stream()
                .filter(server -> server.member().equals(member.name()))
                .map(ServerReport::status)
                .findFirst()
                .orElse("nothing");
    }

    private static Server publisher() {
        return servers.server(Member.PUBLISHER);
    }

    private static Server subscriber() {
        return servers.server(Member.SUBSCRIBER);
    }

    private static Page page() {
        return console.page();
    }

    private static Locator rows() {
        return page().locator("[id='servers:table_data'] tr");
    }
}
