package org.duovox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duovox.server.Phone;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.terminal.Terminal;
import org.duovox.tool.terminal.Wait;
import org.duovox.twoservers.TwoServers;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The procedures of the guide's chapters 1 and 2, by their steps, on two real servers. Screenshots are left in target/screenshots. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProceduresTest extends ProcedureSteps {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final List<String> ALERTS = List.of(
            "AutoFailbackFailed",
            "AutoFailbackSucceeded",
            "AutoFailoverFailed",
            "AutoFailoverSucceeded",
            "NoConnectionToPeer",
            "SbrFailed");

    /** Guide, chapter 1: To Enable Access to Alert Logs for When the Publisher Server Is Not Functioning. */
    @Test
    @Order(1)
    void toEnableAccessToAlertLogsForWhenThePublisherServerIsNotFunctioning() {
        console.menu("Service Parameters");
        console.choose("parameters:server", "publisher");
        console.choose("parameters:service", "Alert Collector");
        console.choose("parameters:failover", "subscriber");
        page().locator("[id='parameters:save']").click();
        assertThat(page().locator("[id='parameters:messages']")).containsText("The settings are kept.");
        console.shoot("service-parameters");
    }

    /** Guide, chapter 1: Setting Up Alert Notification of Server Status Changes. */
    @Test
    @Order(1)
    void settingUpAlertNotificationOfServerStatusChanges() {
        console.menu("Alert Central");
        for (String alert : ALERTS) {
            Locator row = page().locator("[id='alerts:status_data'] tr")
                    .filter(new Locator.FilterOptions().setHasText(alert));
            assertThat(row.locator("td").nth(1)).containsText("yes");
            assertThat(row.locator("td").nth(4)).containsText("yes");
        }
        page().locator("[id='mail:host']").fill("127.0.0.1");
        page().locator("[id='mail:sender']").fill("duovox@example.com\u00e9 x");
        page().locator("[id='mail:recipients']").fill("operator@example.com");
        page().locator("[id='mail:save']").click();
        assertThat(page().locator("[id='mail:messages']")).containsText("The sender must be an address");
        page().locator("[id='mail:sender']").fill("duovox@example.com");
        page().locator("[id='mail:save']").click();
        assertThat(page().locator("[id='mail:messages']")).containsText("The settings are kept.");
        console.shoot("alert-central");
        console.menu("Definitions");
        assertThat(page().locator("[id='alarms:definitions_data']")).containsText("SbrFailed");
        console.shoot("alarm-definitions");
    }

    /** Guide, chapter 1: To Customize Cluster Settings. */
    @Test
    @Order(1)
    void toCustomizeClusterSettings() {
        // Step 2: expand System Settings > Advanced, then click Cluster Configuration.
        console.menu("Advanced > Cluster Configuration");
        assertThat(checkBox(console, "backlogged")).not().isChecked();
        assertThat(checkBox(console, "automatic")).isChecked();
        // Step 3: change the settings as applicable.
        page().locator("[id='configuration:backlogged'] .ui-chkbox-box").click();
        page().locator("[id='configuration:automatic'] .ui-chkbox-box").click();
        // Step 4: click Save.
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']")).containsText("The settings are kept.");
        console.shoot("cluster-configuration");
        Console other = Console.of(chromium, servers.server(Member.SUBSCRIBER)).signIn(servers.administrator());
        for (Console each : List.of(console, other)) {
            each.menu("Advanced > Cluster Configuration");
            assertThat(checkBox(each, "backlogged")).isChecked();
            assertThat(checkBox(each, "automatic")).not().isChecked();
        }
        other.page().context().close();
        page().locator("[id='configuration:toDefault']").click();
        assertThat(checkBox(console, "automatic")).isChecked();
        assertThat(checkBox(console, "backlogged")).not().isChecked();
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']")).containsText("The settings are kept.");
    }

    /** Guide, chapter 2: To Manually Change a Server from Secondary Status to Primary Status, and back. */
    @Test
    @Order(2)
    void toManuallyChangeAServerFromSecondaryStatusToPrimaryStatus() {
        console.menu("Cluster Management");
        console.shoot("cluster-management");
        management.row("servers", Member.SUBSCRIBER).getByText("Make Primary").click();
        assertThat(page().locator(".ui-confirm-dialog-message")).containsText("No call is affected.");
        console.shoot("make-primary");
        PUSHED.clear();
        management.confirm();
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Primary");
        assertThat(management.status(Member.PUBLISHER)).hasText("Secondary");
        assertThat(page().locator("[id='cluster:timeline_data']")).containsText("ManualFailoverSucceeded");
        assertThat(management.buttons(Member.SUBSCRIBER)).hasCount(0);
        assertThat(management.buttons(Member.PUBLISHER)).hasText(new String[] {"Make Primary", "Deactivate"});
        assertPushed("cluster");
        management.row("servers", Member.PUBLISHER).getByText("Make Primary").click();
        management.confirm();
        assertThat(management.status(Member.PUBLISHER)).hasText("Primary");
    }

    /** Guide, chapter 2: To Stop All Ports on a Server from Taking New Calls; To Restart All Ports on a Server to Take Calls. */
    @Test
    @Order(3)
    void toStopAllPortsOnAServerFromTakingNewCallsAndToRestartThem() {
        console.menu("Cluster Management");
        PhoneCall before = longCall(Member.SUBSCRIBER);
        management
                .row("ports", Member.SUBSCRIBER)
                .getByText("Stop Taking Calls")
                .click();
        assertThat(management.row("ports", Member.SUBSCRIBER).getByText("Take Calls", ManagementPage.exactly()))
                .isVisible();
        Wait.until(() -> call(Member.SUBSCRIBER).answered().join() == 503, LIMIT, () -> "New calls are not refused.");
        assertThat(before.ended().isDone()).as("the call in progress goes on").isFalse();
        console.shoot("stopped-taking-calls");
        assertThat(before.hangUp().join().isReceipt()).isTrue();
        management
                .row("ports", Member.SUBSCRIBER)
                .getByText("Take Calls", ManagementPage.exactly())
                .click();
        Wait.until(() -> answers(Member.SUBSCRIBER), LIMIT, () -> "Calls are not taken again.");
    }

    /** Guide, chapter 2: To Manually Change a Server from Secondary Status to Deactivated Status; To Manually Activate it. */
    @Test
    @Order(4)
    void toManuallyDeactivateAServerAndToActivateIt() {
        PhoneCall call = longCall(Member.SUBSCRIBER);
        // Step 1 to 4: log on; click Port Monitor; in the Node field, click the server with Secondary status; click
        // Start Polling.
        Console other = Console.of(chromium, servers.server(Member.PUBLISHER)).signIn(servers.administrator());
        MonitorPage monitor = MonitorPage.polling(other, Member.SUBSCRIBER);
        // Step 5: note whether any voice messaging ports are currently handling calls.
        monitor.showsACallOf("2001");
        other.shoot("deactivate-ports-in-use");
        // Step 6 and 7: log on to Serviceability; on the Tools menu, click Cluster Management.
        console.menu("Cluster Management");
        // Step 8: under Change Port Status, click Stop Taking Calls, then wait until all ports are idle.
        management.press("ports", Member.SUBSCRIBER, "Stop Taking Calls");
        assertThat(management.row("ports", Member.SUBSCRIBER)).containsText("Take Calls");
        assertThat(call.ended().isDone()).isFalse();
        assertThat(call.hangUp().join().isReceipt()).isTrue();
        monitor.awaitAllIdle();
        other.page().context().close();
        // Step 9: in the Change Server Status column, click Deactivate.
        management.press("servers", Member.SUBSCRIBER, "Deactivate");
        // Step 10: when prompted to confirm, click OK. The Server Status column displays the changed status.
        management.confirm();
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Deactivated");
        assertThat(management.buttons(Member.SUBSCRIBER)).hasText(new String[] {"Activate"});
        console.shoot("deactivated");
        // To Manually Activate a Server, step 3 and 4: click Activate; OK.
        management.press("servers", Member.SUBSCRIBER, "Activate");
        management.confirm();
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Secondary");
        management.press("ports", Member.SUBSCRIBER, "Take Calls");
        Wait.until(() -> answers(Member.SUBSCRIBER), LIMIT, () -> "Calls are not taken again.");
    }

    /** The guide's caution: Deactivating a server will terminate all calls that the ports for the server are handling. */
    @Test
    @Order(4)
    void deactivatingAServerWithCallsDropsThemAfterAQuestionThatCountsThem() {
        console.menu("Cluster Management");
        PhoneCall call = longCall(Member.SUBSCRIBER);
        assertThat(management.row("ports", Member.SUBSCRIBER).locator("td").nth(3))
                .containsText("1");
        management.row("servers", Member.SUBSCRIBER).getByText("Deactivate").click();
        assertThat(page().locator(".ui-confirm-dialog-message"))
                .containsText("drops the call that is in progress there");
        console.shoot("deactivate");
        management.confirm();
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Deactivated");
        Wait.until(() -> call.ended().isDone(), LIMIT, () -> "The call in progress was not dropped.");
        management
                .row("servers", Member.SUBSCRIBER)
                .getByText("Activate", ManagementPage.exactly())
                .click();
        management.confirm();
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Secondary");
        console.shoot("activated");
    }

    /** Guide, chapter 2: To Shut Down a Server, as one action; here of the Primary, with a call in progress. */
    @Test
    @Order(5)
    void toPrepareAServerForMaintenanceAndToBringItBack() {
        console.menu("Cluster Management");
        PhoneCall call = longCall(Member.PUBLISHER);
        page().locator("[id='cluster:preparePublisher']").click();
        management.confirm();
        Locator progress = page().locator("#progress");
        assertThat(progress).containsText("Waiting until the publisher is idle: 1 in progress.");
        console.shoot("maintenance-waits");
        assertThat(call.ended().isDone()).isFalse();
        assertThat(call.hangUp().join().isReceipt()).isTrue();
        assertThat(progress).containsText("it is safe to shut it down");
        assertThat(management.status(Member.PUBLISHER)).hasText("Deactivated");
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Primary");
        console.shoot("maintenance-safe");
        page().locator("[id='cluster:endMaintenance']").click();
        assertThat(page().locator("[id='cluster:preparePublisher']")).isVisible();
        assertThat(management.status(Member.PUBLISHER)).hasText("Primary");
        Wait.until(() -> answers(Member.PUBLISHER), LIMIT, () -> "Calls are not taken again.");
    }

    /** The field's page Service Management, here of the other server. */
    @Test
    @Order(6)
    void toStopAServiceOfTheOtherServerAndToStartIt() {
        console.menu("Service Management");
        console.choose("services:server", "subscriber");
        page().locator("[id='services:go']").click();
        assertThat(service("Notifier").locator(".dv-state")).hasText("Stopped");
        assertThat(service("Database").locator("button")).hasCount(0);
        PhoneCall call = longCall(Member.SUBSCRIBER);
        Wait.until(() -> questionOfMixer().contains("drops the call"), LIMIT, () -> "The question does not count.");
        console.shoot("service-management");
        service("Mixer").getByText("Stop", ManagementPage.exactly()).click();
        console.shoot("stop-mixer");
        management.confirm();
        assertThat(service("Mixer").locator(".dv-state")).hasText("Stopped");
        Wait.until(() -> call.ended().isDone(), LIMIT, () -> "The call in progress was not dropped.");
        service("Mixer").getByText("Start", ManagementPage.exactly()).click();
        assertThat(service("Mixer").locator(".dv-state")).hasText("Started");
        service("Inbox").getByText("Deactivate", ManagementPage.exactly()).click();
        management.confirm();
        assertThat(service("Inbox").locator("td").nth(1)).containsText("Deactivated");
        service("Inbox").getByText("Activate", ManagementPage.exactly()).click();
        assertThat(service("Inbox").locator(".dv-state")).hasText("Started");
    }

    /** What changes on a server is shown without Refresh, and on Cluster Management if it is Replication. */
    @Test
    @Order(6)
    void servicesAreShownAsTheyAreByPush() {
        Console other = Console.of(chromium, servers.server(Member.PUBLISHER)).signIn(servers.administrator());
        ManagementPage there = new ManagementPage(other);
        assertThat(there.row("replication", Member.SUBSCRIBER).locator(".dv-state"))
                .hasText("Started");
        console.menu("Service Management");
        console.choose("services:server", "subscriber");
        page().locator("[id='services:go']").click();
        assertThat(service("Replication").locator(".dv-state")).hasText("Started");
        PUSHED.clear();
        order("services/replication/stop");
        assertThat(service("Replication").locator(".dv-state")).hasText("Stopped");
        assertPushed("services");
        assertThat(there.row("replication", Member.SUBSCRIBER).locator(".dv-state"))
                .hasText("Stopped");
        other.shoot("replication-stopped");
        order("services/replication/start");
        assertThat(service("Replication").locator(".dv-state")).hasText("Started");
        assertThat(there.row("replication", Member.SUBSCRIBER).locator(".dv-state"))
                .hasText("Started");
        other.page().context().close();
    }

    /** An alarm of the other server is in the history, and in the row of its alert, without reloading. */
    @Test
    @Order(6)
    void alertsAreShownAsTheyAreRaisedByPush() {
        console.menu("Alert Central");
        page().evaluate("window.sameAsBefore = true");
        Locator newest = page().locator("[id='alerts:history_data'] tr").first();
        PUSHED.clear();
        order("stop-taking-calls");
        assertThat(newest).containsText("EvtMsgStopTakingCalls");
        assertThat(page().locator("[id='alerts:status_data'] tr")
                        .filter(new Locator.FilterOptions().setHasText("EvtMsgStopTakingCalls")))
                .containsText("an administrator stopped the ports of the subscriber");
        order("take-calls");
        assertPushed("alerts");
        assertThat(page().evaluate("window.sameAsBefore")).isEqualTo(true);
    }

    /** The field's page Port Monitor, here of the other server. */
    @Test
    @Order(7)
    void toSeeWhatHappensOnThePortsOfTheOtherServer() {
        console.menu("Port Monitor");
        console.choose("monitor:node", "subscriber");
        page().locator("[id='monitor:rate']").fill("0");
        page().locator("[id='monitor:useRate']").click();
        assertThat(page().locator("[id='monitor:messages']")).containsText("Say a number of seconds from 1 to 60.");
        page().locator("[id='monitor:rate']").fill("1");
        page().locator("[id='monitor:useRate']").click();
        page().locator("[id='monitor:start']").click();
        Locator first = page().locator("[id='monitor:ports_data'] tr").first();
        assertThat(first.locator("td").nth(6)).containsText("Idle");
        Wait.until(() -> call(Member.SUBSCRIBER).answered().join() == 200, LIMIT, () -> "Calls are not taken.");
        assertThat(first).containsText("Greeting of " + TwoServers.MAILBOX);
        assertThat(first.locator("td").nth(1)).containsText("2001");
        console.shoot("port-monitor");
        page().locator("[id='monitor:stop']").click();
        assertThat(page().locator("[id='monitor:start']")).isVisible();
    }

    /** Whether both servers have the same; and the order to overwrite one from the other, taken back. */
    @Test
    @Order(8)
    void toCompareDataAndToOverwriteIt() {
        console.menu("Data Comparison");
        page().locator("[id='comparison:begin']").click();
        assertThat(page().locator("[id='comparison:messages']")).containsText("Both servers compare now.");
        Locator publisher = page().locator("[id='comparison:servers_data'] tr").nth(0);
        Locator subscriber = page().locator("[id='comparison:servers_data'] tr").nth(1);
        LocatorAssertions.ContainsTextOptions patient = new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
        assertThat(publisher).containsText("messages,", patient);
        assertThat(subscriber).containsText("records,", patient);
        assertThat(page().locator("[id='comparison:findings']")).containsText("Nothing since the start.");
        publisher.getByText("Overwrite from the subscriber").click();
        management.confirm();
        assertThat(page().locator("[id='comparison:messages']")).containsText("The publisher has Primary status");
        subscriber.getByText("Overwrite from the publisher").click();
        management.confirm();
        assertThat(subscriber).containsText("Overwritten at the next start.");
        console.shoot("data-comparison");
        subscriber.getByText("Keep the data").click();
        assertThat(page().locator("[id='comparison:messages']")).containsText("The subscriber keeps its data.");
        assertThat(subscriber).not().containsText("Overwritten");
        quietHours("at night", "02:00");
        assertThat(page().locator("[id='comparison:messages']")).containsText("Say a time of day");
        quietHours("01:00", "04:30");
        assertThat(page().locator("[id='comparison:messages']")).not().containsText("Say a time of day");
        console.menu("Data Comparison");
        assertThat(page().locator("[id='comparison:from']")).hasValue("01:00");
        assertThat(page().locator("[id='comparison:to']")).hasValue("04:30");
        quietHours("00:00", "00:00");
    }

    /** What came from where after a split brain; and comparing everything once more. */
    @Test
    @Order(9)
    void toSeeWhatASplitBrainBroughtTogether() {
        console.menu("Split Brain Recovery");
        assertThat(page().locator("[id='recovery:told']")).containsText("There has been no split brain.");
        page().locator("[id='recovery:begin']").click();
        assertThat(page().locator("[id='recovery:messages']")).containsText("Both servers compare all");
        console.shoot("split-brain-recovery");
    }

    /** Guide, chapter 2: To Shut Down a Server; here the publisher, which is Primary and has a call. */
    @Test
    @Order(10)
    void toShutDownAServer() {
        PhoneCall call = longCall(Member.PUBLISHER);
        // Step 1 to 3: on the server that will not be shut down, log on, click Cluster Management, locate the server.
        chromium.closePages();
        console = Console.of(chromium, servers.server(Member.SUBSCRIBER)).signIn(servers.administrator());
        management = ManagementPage.of(console);
        assertThat(management.status(Member.PUBLISHER)).hasText("Primary");
        // Step 4: it has Primary status: for the server with Secondary status, click Make Primary; OK; confirm the
        // status of both.
        management.press("servers", Member.SUBSCRIBER, "Make Primary");
        management.confirm();
        assertThat(management.status(Member.SUBSCRIBER)).hasText("Primary");
        assertThat(management.status(Member.PUBLISHER)).hasText("Secondary");
        // Step 5a to 5e: Port Monitor; Node; Start Polling; note whether any ports are handling calls.
        Console other = Console.of(chromium, servers.server(Member.SUBSCRIBER)).signIn(servers.administrator());
        MonitorPage monitor = MonitorPage.polling(other, Member.PUBLISHER);
        monitor.showsACallOf("2001");
        // Step 5f: click Stop Taking Calls, then wait until all ports are idle.
        management.press("ports", Member.PUBLISHER, "Stop Taking Calls");
        assertThat(management.row("ports", Member.PUBLISHER)).containsText("Take Calls");
        assertThat(call.hangUp().join().isReceipt()).isTrue();
        monitor.awaitAllIdle();
        other.page().context().close();
        // Step 5g to 5i: click Deactivate; OK; confirm that the server now has Deactivated status.
        management.press("servers", Member.PUBLISHER, "Deactivate");
        management.confirm();
        assertThat(management.status(Member.PUBLISHER)).hasText("Deactivated");
        // Step 6: shut it down. The Server Status column shows that it has Not Functioning status.
        servers.server(Member.PUBLISHER).stop(new Terminal(System.out, false));
        assertThat(management.status(Member.PUBLISHER)).hasText("Not Functioning");
        assertThat(management.buttons(Member.PUBLISHER)).hasCount(0);
        assertThat(management.row("replication", Member.PUBLISHER).locator(".dv-state"))
                .hasText("-");
        console.shoot("shut-down");
    }

    /** Guide, table 3-1: Deactivated does not connect with clients, and shows the administrators' pages. */
    @Test
    @Order(11)
    void aDeactivatedServerSendsUsersToTheOtherAndServesAdministrators() {
        Server publisher = servers.server(Member.PUBLISHER);
        publisher.start(Map.of());
        publisher.awaitReady(new Terminal(System.out, false));
        assertThat(management.status(Member.PUBLISHER)).hasText("Deactivated");
        Console user = Console.of(chromium, publisher).open("/inbox/inbox.xhtml");
        assertThat(user.page()).hasURL(url(Member.SUBSCRIBER) + "/sign-in.xhtml");
        user.signIn(TwoServers.MAILBOX, TwoServers.PIN);
        assertThat(user.page().locator("[id='signIn:messages']")).containsText("does not serve the Inbox now");
        user.shoot("inbox-elsewhere");
        user.page().getByText("To the Inbox on the other server").click();
        assertThat(user.page()).hasURL(url(Member.SUBSCRIBER) + "/sign-in.xhtml");
        String mailbox = "/rest/mailboxes/" + TwoServers.MAILBOX + "/messages";
        APIResponse refused = mailbox(user);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text())
                .contains("This server is Deactivated and serves no mailboxes; the other server does.");
        assertThat(refused.headers())
                .containsEntry("link", "<" + url(Member.SUBSCRIBER) + mailbox + ">; rel=\"alternate\"");
        Wait.until(() -> publisher.administration().rest().health() == 503, LIMIT, () -> "The health is not 503.");
        assertThat(publisher
                        .administration()
                        .rest()
                        .get("/cluster")
                        .at("servers")
                        .items())
                .hasSize(2);
        Console administrators = Console.of(chromium, publisher).signIn(servers.administrator());
        assertThat(ManagementPage.of(administrators).status(Member.PUBLISHER)).hasText("Deactivated");
        administrators.menu("Cluster");
        assertThat(administrators.page().locator("h1")).hasText("Find and List Servers");
    }

    /** Stop Taking Calls survives the restart of the server, and its activation. */
    @Test
    @Order(12)
    void aServerThatWasToldToTakeNoCallsTakesNoneAfterItsRestartUntilItIsToldTo() {
        management.press("servers", Member.PUBLISHER, "Activate");
        management.confirm();
        assertThat(management.status(Member.PUBLISHER)).hasText("Secondary");
        assertThat(management.row("ports", Member.PUBLISHER).getByText("Take Calls", ManagementPage.exactly()))
                .isVisible();
        try (Phone phone = new Phone(servers.server(Member.PUBLISHER).sip())) {
            assertThat(phone.options()).isEqualTo(503);
            assertThat(call(Member.PUBLISHER).answered().join()).isEqualTo(503);
            console.shoot("restarted-taking-no-calls");
            management.press("ports", Member.PUBLISHER, "Take Calls");
            assertThat(phone.optionsUntil(200)).isEqualTo(200);
        }
        Wait.until(() -> answers(Member.PUBLISHER), LIMIT, () -> "Calls are not taken again.");
    }

    /** The last one: it leaves a server behind that nobody is served by. */
    @Test
    @Order(13)
    void usersAreSentAwayFromAnOpenPageAndToldOfItWhenNoServerServesThem() {
        Console user =
                Console.of(chromium, servers.server(Member.PUBLISHER)).signInOwner(TwoServers.MAILBOX, TwoServers.PIN);
        management.press("servers", Member.PUBLISHER, "Deactivate");
        management.confirm();
        assertThat(management.status(Member.PUBLISHER)).hasText("Deactivated");
        user.page().locator("[id='inbox:look']").click();
        assertThat(user.page()).hasURL(url(Member.SUBSCRIBER) + "/sign-in.xhtml");
        servers.server(Member.SUBSCRIBER).kill();
        Wait.until(
                () -> user.get("/inbox/inbox.xhtml").status() == 503, LIMIT, () -> "Users are still sent to nobody.");
        user.open("/inbox/inbox.xhtml");
        assertThat(user.page().locator("h1")).hasText("No server serves users now");
        user.shoot("no-server-serves");
        assertThat(mailbox(user).text()).contains("does not either, or cannot be reached");
    }
}
