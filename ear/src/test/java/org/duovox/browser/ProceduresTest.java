package org.duovox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.duovox.tool.deposit.Provision;
import org.duovox.tool.install.Member;
import org.duovox.tool.phone.Dial;
import org.duovox.tool.phone.PhoneCall;
import org.duovox.tool.terminal.Wait;
import org.duovox.twoservers.TwoServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The procedures of the guide's chapters 1 and 2, by their steps, on two real servers. Screenshots are left in target/screenshots. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProceduresTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final List<String> ALERTS = List.of(
            "AutoFailbackFailed",
            "AutoFailbackSucceeded",
            "AutoFailoverFailed",
            "AutoFailoverSucceeded",
            "NoConnectionToPeer",
            "SbrFailed");

    private static final AtomicInteger PUSHES = new AtomicInteger();

    private static TwoServers servers;
    private static Chromium chromium;
    private static Console console;

    @BeforeAll
    static void signIn() {
        chromium = Chromium.started();
        servers = TwoServers.started("procedures");
        console = Console.of(chromium, servers.server(Member.PUBLISHER));
        console.page().onWebSocket(socket -> socket.onFrameReceived(frame -> PUSHES.incrementAndGet()));
        console.signIn(servers.administrator());
    }

    @AfterAll
    static void stop() {
        Chromium.stop(chromium, servers);
    }

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
        console.menu("Advanced > Cluster Configuration");
        Locator backlogged = page().locator("[id='configuration:backlogged_input']");
        Locator automatic = page().locator("[id='configuration:automatic_input']");
        assertThat(backlogged).not().isChecked();
        assertThat(automatic).isChecked();
        page().locator("[id='configuration:automatic'] .ui-chkbox-box").click();
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']")).containsText("The settings are kept.");
        console.shoot("cluster-configuration");
        Console other = Console.of(chromium, servers.server(Member.SUBSCRIBER)).signIn(servers.administrator());
        other.open("/administration/system-settings/advanced/cluster-configuration.xhtml");
        assertThat(other.page().locator("[id='configuration:automatic_input']"))
                .not()
                .isChecked();
        page().locator("[id='configuration:toDefault']").click();
        assertThat(automatic).isChecked();
        page().locator("[id='configuration:save']").click();
        assertThat(page().locator("[id='configuration:messages']")).containsText("The settings are kept.");
    }

    /** Guide, chapter 2: To Manually Change a Server from Secondary Status to Primary Status, and back. */
    @Test
    @Order(2)
    void toManuallyChangeAServerFromSecondaryStatusToPrimaryStatus() {
        console.menu("Cluster Management");
        console.shoot("cluster-management");
        row("servers", Member.SUBSCRIBER).getByText("Make Primary").click();
        assertThat(page().locator(".ui-confirm-dialog-message")).containsText("No call is affected.");
        console.shoot("make-primary");
        confirm();
        assertThat(status(Member.SUBSCRIBER)).hasText("Primary");
        assertThat(status(Member.PUBLISHER)).hasText("Secondary");
        assertThat(page().locator("[id='cluster:timeline_data']")).containsText("ManualFailoverSucceeded");
        assertThat(row("servers", Member.SUBSCRIBER).locator("button")).hasCount(0);
        assertThat(PUSHES).as("changes come by push").hasPositiveValue();
        row("servers", Member.PUBLISHER).getByText("Make Primary").click();
        confirm();
        assertThat(status(Member.PUBLISHER)).hasText("Primary");
    }

    /** Guide, chapter 2: To Stop All Ports on a Server from Taking New Calls; To Restart All Ports on a Server to Take Calls. */
    @Test
    @Order(3)
    void toStopAllPortsOnAServerFromTakingNewCallsAndToRestartThem() {
        console.menu("Cluster Management");
        PhoneCall before = call(Member.SUBSCRIBER);
        assertThat(before.answered().join()).isEqualTo(200);
        row("ports", Member.SUBSCRIBER).getByText("Stop Taking Calls").click();
        assertThat(row("ports", Member.SUBSCRIBER).getByText("Take Calls", exactly()))
                .isVisible();
        Wait.until(() -> call(Member.SUBSCRIBER).answered().join() == 503, LIMIT, () -> "New calls are not refused.");
        assertThat(before.ended().isDone()).as("the call in progress goes on").isFalse();
        console.shoot("stopped-taking-calls");
        assertThat(before.hangUp().join().isReceipt()).isTrue();
        row("ports", Member.SUBSCRIBER).getByText("Take Calls", exactly()).click();
        Wait.until(() -> answers(Member.SUBSCRIBER), LIMIT, () -> "Calls are not taken again.");
    }

    /** Guide, chapter 2: To Manually Change a Server from Secondary Status to Deactivated Status; To Manually Activate it. */
    @Test
    @Order(4)
    void toManuallyDeactivateAServerAndToActivateIt() {
        console.menu("Cluster Management");
        PhoneCall call = call(Member.SUBSCRIBER);
        assertThat(call.answered().join()).isEqualTo(200);
        assertThat(row("ports", Member.SUBSCRIBER).locator("td").nth(3)).containsText("1");
        row("servers", Member.SUBSCRIBER).getByText("Deactivate").click();
        assertThat(page().locator(".ui-confirm-dialog-message"))
                .containsText("drops the call that is in progress there");
        console.shoot("deactivate");
        confirm();
        assertThat(status(Member.SUBSCRIBER)).hasText("Deactivated");
        Wait.until(() -> call.ended().isDone(), LIMIT, () -> "The call in progress was not dropped.");
        row("servers", Member.SUBSCRIBER).getByText("Activate", exactly()).click();
        confirm();
        assertThat(status(Member.SUBSCRIBER)).hasText("Secondary");
        console.shoot("activated");
    }

    /** Guide, chapter 2: To Shut Down a Server, as one action; here of the Primary, with a call in progress. */
    @Test
    @Order(5)
    void toPrepareAServerForMaintenanceAndToBringItBack() {
        console.menu("Cluster Management");
        PhoneCall call = call(Member.PUBLISHER);
        assertThat(call.answered().join()).isEqualTo(200);
        page().locator("[id='cluster:preparePublisher']").click();
        confirm();
        Locator progress = page().locator("#progress");
        assertThat(progress).containsText("Waiting until the publisher is idle: 1 in progress.");
        console.shoot("maintenance-waits");
        assertThat(call.ended().isDone()).isFalse();
        assertThat(call.hangUp().join().isReceipt()).isTrue();
        assertThat(progress).containsText("it is safe to shut it down");
        assertThat(status(Member.PUBLISHER)).hasText("Deactivated");
        assertThat(status(Member.SUBSCRIBER)).hasText("Primary");
        console.shoot("maintenance-safe");
        page().locator("[id='cluster:endMaintenance']").click();
        assertThat(page().locator("[id='cluster:preparePublisher']")).isVisible();
        assertThat(status(Member.PUBLISHER)).hasText("Primary");
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
        PhoneCall call = call(Member.SUBSCRIBER);
        assertThat(call.answered().join()).isEqualTo(200);
        Wait.until(() -> questionOfMixer().contains("drops the call"), LIMIT, () -> "The question does not count.");
        console.shoot("service-management");
        service("Mixer").getByText("Stop", exactly()).click();
        console.shoot("stop-mixer");
        confirm();
        assertThat(service("Mixer").locator(".dv-state")).hasText("Stopped");
        Wait.until(() -> call.ended().isDone(), LIMIT, () -> "The call in progress was not dropped.");
        service("Mixer").getByText("Start", exactly()).click();
        assertThat(service("Mixer").locator(".dv-state")).hasText("Started");
        service("Inbox").getByText("Deactivate", exactly()).click();
        confirm();
        assertThat(service("Inbox").locator("td").nth(1)).containsText("Deactivated");
        service("Inbox").getByText("Activate", exactly()).click();
        assertThat(service("Inbox").locator(".dv-state")).hasText("Started");
    }

    /** Looks anew, presses Stop, reads and cancels. */
    private static String questionOfMixer() {
        page().locator("[id='services:refresh']").click();
        service("Mixer").getByText("Stop", exactly()).click();
        String question = page().locator(".ui-confirm-dialog-message").textContent();
        page().locator(".ui-confirmdialog-no").click();
        return question;
    }

    private static Locator service(String name) {
        return page().locator("[id='services:list'] tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page().locator(".dv-service").filter(new Locator.FilterOptions().setHasText(name))));
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
        page().locator(".ui-confirmdialog-yes").click();
        assertThat(page().locator("[id='comparison:messages']")).containsText("The publisher has Primary status");
        subscriber.getByText("Overwrite from the publisher").click();
        page().locator(".ui-confirmdialog-yes").click();
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

    private static void quietHours(String from, String to) {
        page().locator("[id='comparison:from']").fill(from);
        page().locator("[id='comparison:to']").fill(to);
        page().locator("[id='comparison:saveHours']").click();
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

    private static boolean answers(Member member) {
        PhoneCall call = call(member);
        boolean answered = call.answered().join() == 200;
        call.hangUp().join();
        return answered;
    }

    private static PhoneCall call(Member member) {
        return servers.telephone()
                .call(Dial.forwarded(servers.server(member).sip(), Provision.PILOT, "2001", TwoServers.MAILBOX));
    }

    private static Page page() {
        return console.page();
    }

    private static Locator row(String table, Member member) {
        return page().locator("[id='cluster:" + table + "_data'] tr").nth(member == Member.PUBLISHER ? 0 : 1);
    }

    private static Locator status(Member member) {
        return row("servers", member).locator(".dv-status");
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static void confirm() {
        page().locator(".ui-confirmdialog-yes").click();
    }
}
